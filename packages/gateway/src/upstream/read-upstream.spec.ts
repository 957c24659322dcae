import { expect, it } from '@jest/globals';
import { createGateway } from '../create-gateway.ts';
import { readCommandLine } from '../read-command-line.ts';
import { readUpstream } from './read-upstream.ts';

const targets = ['http://localhost:6001'];

it.each([
  ['gcp-eu', 'https://mc-api.europe-west1.gcp.commercetools.com', 'https://mc.europe-west1.gcp.commercetools.com'],
  ['aws-ohio', 'https://mc-api.us-east-2.aws.commercetools.com', 'https://mc.us-east-2.aws.commercetools.com'],
  ['https://mc-api.example.com/', 'https://mc-api.example.com', 'https://mc.example.com'],
  ['http://localhost:8081', 'http://localhost:8081', 'http://localhost:8081'],
])('knows where %s is, and where its people sign in', (value, apiOrigin, pageOrigin) => {
  expect(readUpstream(value)).toEqual({ apiOrigin, pageOrigin });
});

it.each([
  'http://mc-api.example.com',
  'http://localhost.example.com',
  'gcp-xx',
  'constructor',
  'https://mc-api.example.com/path',
  'https://user:password@mc-api.example.com',
  'https://mc-api.example.com?x',
  'ftp://localhost',
  '',
  5,
])('rejects %j, where a session token must not go', (value) => {
  expect(() => readUpstream(value)).toThrow(expect.objectContaining({ code: 'invalid_config' }));
});

it.each([{ users: [] }, { permissions: ['canViewNotes'] }, { graphql: {} }])(
  'does not go together with %j, which the upstream decides',
  (options) => {
    expect(() => createGateway({ upstream: 'gcp-eu', targets, ...options })).toThrow('together with "upstream"');
  },
);

it('needs no Project on the command line, which is needed otherwise', () => {
  expect(readCommandLine(['--upstream', 'gcp-eu', '--target', 'http://localhost:6001'])).toEqual({
    kind: 'run',
    options: { upstream: 'gcp-eu', targets, origins: [] },
  });
  expect(() => readCommandLine(['--target', 'http://localhost:6001'])).toThrow('--project');
  expect(() => createGateway({ targets })).toThrow('projects');
});
