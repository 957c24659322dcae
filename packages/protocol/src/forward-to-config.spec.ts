import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createForwardToHeaders, isForwardToError, isHeaderName, isHeaderValue } from './index.ts';
import type { ForwardToConfig } from './index.ts';

const GATEWAY = 'https://mc-api.europe-west1.gcp.commercetools.com';
const FIXED = ['Accept-version', 'X-Forward-To', 'X-Forward-To-Audience-Policy', 'X-Forward-To-Claims'];

/** How often a property is tried; raised for long runs. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 2_000);

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (isForwardToError(error)) return error.code;
    throw error;
  }
  return 'none';
};

describe('createForwardToHeaders', () => {
  it('gives the protocol headers and the prefixed custom headers, in the documented spelling', () => {
    expect(
      createForwardToHeaders(
        { uri: 'https://my-api.com/users/1', headers: { 'x-foo': 'bar' }, includeUserPermissions: true },
        GATEWAY,
      ),
    ).toEqual({
      'Accept-version': 'v2',
      'X-Forward-To': 'https://my-api.com/users/1',
      'X-Forward-To-Audience-Policy': 'forward-url-full-path',
      'X-Forward-To-Claims': 'permissions',
      'x-forward-header-x-foo': 'bar',
    });
  });

  it('takes the other policy and version, and asks for no claims unless told', () => {
    expect(
      createForwardToHeaders(
        {
          uri: 'https://my-api.com',
          audiencePolicy: 'forward-url-origin',
          version: 'v1',
          includeUserPermissions: false,
        },
        GATEWAY,
      ),
    ).toEqual({
      'Accept-version': 'v1',
      'X-Forward-To': 'https://my-api.com',
      'X-Forward-To-Audience-Policy': 'forward-url-origin',
    });
  });

  it.each([
    ['https://API.example.com:443/a?c=<d>', 'https://API.example.com:443/a?c=<d>'],
    ['https://api.example.com/a b', 'https://api.example.com/a%20b'],
    ['  https://api.example.com/a ', 'https://api.example.com/a'],
    ['https://api.example.com/ä', 'https://api.example.com/%C3%A4'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://api.example.com/a\r\nX-Evil: 1', 'https://api.example.com/aX-Evil:%201'],
  ])('sends %j as %j', (uri, sent) => {
    expect(createForwardToHeaders({ uri }, GATEWAY)['X-Forward-To']).toBe(sent);
  });

  it.each([
    ['no object', null],
    ['no uri', {}],
    ['a relative uri', { uri: '/users' }],
    ['another protocol', { uri: 'ftp://api.example.com' }],
    ['http on a remote gateway', { uri: 'http://localhost:6001' }],
    ['an unknown policy', { uri: 'https://a.example', audiencePolicy: 'origin' }],
    ['an unknown version', { uri: 'https://a.example', version: 'v3' }],
    ['headers that are no object', { uri: 'https://a.example', headers: 'x: y' }],
  ])('refuses %s as invalid_config', (_, config) => {
    expect(codeOf(() => createForwardToHeaders(config as unknown as ForwardToConfig, GATEWAY))).toBe('invalid_config');
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080'])(
    'takes an http target with the gateway %s',
    (gateway) => {
      expect(createForwardToHeaders({ uri: 'http://localhost:6001/x' }, gateway)['X-Forward-To']).toBe(
        'http://localhost:6001/x',
      );
    },
  );

  it.each([
    'authorization',
    'Cookie',
    'HOST',
    'x-mc-api-cloud-identifier',
    'connection',
    'Transfer-Encoding',
    'te',
    'upgrade',
    'proxy-authorization',
    'Proxy',
    'keep-alive',
    'trailer',
    'content-length',
    'x-forward-header-x-foo',
    'x_mc_api_cloud_identifier',
    'Content_Length',
    'a b',
    '',
    'a:b',
    'ä',
  ])('refuses the header %j', (name) => {
    expect(codeOf(() => createForwardToHeaders({ uri: 'https://a.example', headers: { [name]: 'x' } }, GATEWAY))).toBe(
      'invalid_header',
    );
  });

  it.each(['a\r\nb', 'a\nb', 'a\0b', '✓', null, {}])('refuses the header value %j', (value) => {
    const headers = { 'x-foo': value } as unknown as Record<string, string>;
    expect(codeOf(() => createForwardToHeaders({ uri: 'https://a.example', headers }, GATEWAY))).toBe('invalid_header');
  });

  it('leaves undefined out, and sends one spelling of a name, the last', () => {
    const headers = { 'X-Foo': 'a', 'x-bar': undefined, 'x-foo': 1 };
    const built = createForwardToHeaders({ uri: 'https://a.example', headers }, GATEWAY);
    expect(Object.entries(built).slice(3)).toEqual([['x-forward-header-x-foo', '1']]);
  });

  it('adds no header, doubles none, changes no host and throws nothing but its own error, whatever the input', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.anything());
    const headers = fc.oneof(fc.dictionary(fc.string({ unit: 'binary' }), anything), fc.anything());
    const config = fc.record(
      {
        uri: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), anything),
        headers,
        audiencePolicy: fc.constantFrom(undefined, 'forward-url-origin', 'x'),
        includeUserPermissions: fc.boolean(),
        version: fc.constantFrom(undefined, 'v1', 'v9'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(config, (input) => {
        let built: Record<string, string>;
        try {
          built = createForwardToHeaders(input as unknown as ForwardToConfig, GATEWAY);
        } catch (error) {
          expect(isForwardToError(error)).toBe(true);
          return;
        }
        const names = Object.keys(built);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of names) {
          expect(isHeaderName(name) && isHeaderValue(built[name]!)).toBe(true);
          expect(FIXED.includes(name) || name.startsWith('x-forward-header-')).toBe(true);
        }
        const typed = new URL(input.uri as string);
        const sent = new URL(built['X-Forward-To']!);
        expect([sent.protocol, sent.host, sent.pathname]).toEqual([typed.protocol, typed.host, typed.pathname]);
      }),
      { numRuns },
    );
  });
});
