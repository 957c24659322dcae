import { describe, expect, it } from '@jest/globals';
import { isForwardToError } from '../index.ts';
import { createTargetHeaders, hopByHopNames, singleHeader } from './index.ts';
import type { HeaderMap } from './index.ts';

const headersOf = (headers: Record<string, string | string[]>): HeaderMap =>
  new Map(Object.entries(headers).map(([name, value]) => [name, [value].flat()]));
const sentFor = (headers: Record<string, string | string[]>) => createTargetHeaders(headersOf(headers));

describe('the headers that reach the external API', () => {
  it('are those that describe the body and the call, and nothing else that the page sent', () => {
    const passedOn = {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'accept-language': 'de',
      'content-encoding': 'gzip',
      'content-language': 'de',
      'content-length': '2',
      'content-type': 'application/json',
      'user-agent': 'test',
      'x-correlation-id': 'mc/1',
    };
    const stopped = {
      authorization: 'Bearer session',
      cookie: 'mcAccessToken=session',
      host: 'localhost:8080',
      origin: 'http://localhost:3001',
      'x-forward-to': 'http://localhost:6001',
      'x-project-key': 'my-project',
      'x-mc-api-cloud-identifier': 'forged',
      'my-x-forward-header-': 'x',
    };
    expect(sentFor({ ...stopped, ...passedOn })).toEqual(passedOn);
  });

  it('lose the prefix of a forwarded header, which wins over one that is passed on', () => {
    expect(sentFor({ accept: 'a/b', 'x-forward-header-accept': 'c/d', 'x-forward-header-x-foo': 'bar' })).toEqual({
      accept: ['c/d'],
      'x-foo': ['bar'],
    });
  });

  it('keep every line of a header that came more than once', () => {
    expect(sentFor({ 'accept-language': ['de', 'en'] })).toEqual({ 'accept-language': ['de', 'en'] });
  });

  it('leave out what Connection names, but for the length of the body', () => {
    const headers = {
      connection: ['close, Accept-Language', ' X-Forward-Header-X-Foo ,content-length'],
      'accept-language': 'de',
      'content-length': '2',
      'x-forward-header-x-foo': 'bar',
      'x-forward-header-x-bar': 'bar',
    };
    expect(sentFor(headers)).toEqual({ 'content-length': '2', 'x-bar': ['bar'] });
  });

  it.each(['authorization', 'cookie', 'host', 'x-mc-api-cloud-identifier', 'x-forward-header-x', 'a b', ''])(
    'never come from a forwarded header "%s"',
    (name) => {
      expect(() => sentFor({ [`x-forward-header-${name}`]: 'x' })).toThrow(
        expect.objectContaining({ code: 'invalid_header', source: 'gateway', statusCode: 400 }),
      );
    },
  );

  it('show a name that is not valid as printable ASCII, at most 200 characters of it', () => {
    try {
      sentFor({ [`x-forward-header-ü\u001b${'n'.repeat(198)}tail`]: 'x' });
    } catch (error) {
      expect(isForwardToError(error) && error.message).toContain(`x-forward-header-??${'n'.repeat(198)}"`);
      return;
    }
    throw new Error('Nothing was thrown.');
  });
});

describe('hopByHopNames', () => {
  it('knows those of RFC 9110 and of older proxies without a Connection header', () => {
    expect([...hopByHopNames(new Map())].sort()).toEqual([
      'connection',
      'keep-alive',
      'proxy-authenticate',
      'proxy-authorization',
      'proxy-connection',
      'te',
      'trailer',
      'transfer-encoding',
      'upgrade',
    ]);
  });
});

describe('singleHeader', () => {
  it('gives the value without the white space around it, and nothing for white space alone', () => {
    expect(singleHeader(headersOf({ 'x-a': ' v2\t' }), 'X-A')).toBe('v2');
    expect(singleHeader(headersOf({ 'x-a': '  ' }), 'X-A')).toBeUndefined();
    expect(singleHeader(new Map([['x-a', []]]), 'x-a')).toBeUndefined();
  });
});
