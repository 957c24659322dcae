import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CLOUD_IDENTIFIERS } from '@forward-to/protocol';
import { resolveApplicationConfig } from './resolve-application-config.ts';

const schema = JSON.parse(readFileSync(path.join(__dirname, '../schema.json'), 'utf8'));

describe('schema.json', () => {
  it('knows the regions of the protocol', () => {
    expect(schema.properties.cloudIdentifier.anyOf[0].enum).toEqual(Object.values(CLOUD_IDENTIFIERS));
  });

  it('requires what cannot be left out', () => {
    expect(schema.required).toEqual(['name']);
    expect(() => resolveApplicationConfig({ name: '', cloudIdentifier: 'gcp-eu' })).toThrow('"name" is missing');
    expect(schema.anyOf).toEqual([{ required: ['cloudIdentifier'] }, { required: ['mcApiUrl'] }]);
    expect(() => resolveApplicationConfig({ name: 'a' })).toThrow('"cloudIdentifier" is missing');
  });

  it.each([
    'http://localhost:8080',
    'http://127.0.0.1',
    'http://[::1]:1',
    'http://gateway.localhost',
    'https://evil.example',
    'http://evil.example/localhost',
  ])('judges forwardToUrl %s as the resolver does', (forwardToUrl) => {
    const pattern = new RegExp(schema.properties.additionalEnv.properties.forwardToUrl.anyOf[1].pattern as string);
    const taken = () =>
      resolveApplicationConfig({ name: 'a', cloudIdentifier: 'gcp-eu', additionalEnv: { forwardToUrl } });
    if (pattern.test(forwardToUrl)) expect(taken).not.toThrow();
    else expect(taken).toThrow('must be a URL on this machine');
  });
});
