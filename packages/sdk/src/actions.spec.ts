import { describe, expect, it } from '@jest/globals';
import { actions } from './index.ts';

const uri = 'https://api.example.com/orders?page=2';
const METHODS = { get: 'GET', head: 'HEAD', post: 'POST', put: 'PUT', patch: 'PATCH', del: 'DELETE' } as const;
const names = Object.keys(METHODS) as (keyof typeof METHODS)[];

describe.each(names)('actions.%s', (name) => {
  const create = actions[name] as (payload: object) => unknown;

  it('keeps every field and adds the method', () => {
    const payload = {
      uri: '/my-project/orders',
      mcApiProxyTarget: 'ctp',
      headers: { 'X-Own': '1' },
      extra: { a: [1] },
    };
    expect(create(payload)).toEqual({ type: 'SDK', payload: { ...payload, method: METHODS[name] } });
  });

  it('keeps service and options', () => {
    const payload = { service: 'products', options: { id: '1' } };
    expect(create(payload)).toEqual({ type: 'SDK', payload: { ...payload, method: METHODS[name] } });
  });

  it('builds the headers of the contract with forwardTo', () => {
    const action = actions.forwardTo[name]({
      uri,
      headers: { 'X-Foo': 'bar', accept: 'text/csv' },
      includeUserPermissions: true,
      audiencePolicy: 'forward-url-origin',
      version: 'v1',
    });
    expect(action).toStrictEqual({
      type: 'SDK',
      payload: {
        uri: '/proxy/forward-to',
        mcApiProxyTarget: undefined,
        method: METHODS[name],
        includeUserPermissions: true,
        audiencePolicy: 'forward-url-origin',
        version: 'v1',
        headers: {
          'Accept-version': 'v1',
          'X-Forward-To': uri,
          'X-Forward-To-Audience-Policy': 'forward-url-origin',
          'X-Forward-To-Claims': 'permissions',
          'x-forward-header-X-Foo': 'bar',
          'x-forward-header-accept': 'text/csv',
        },
      },
    });
  });

  it('survives JSON', () => {
    const action = actions.forwardTo[name]({ uri, headers: { 'X-Foo': 'bar' } });
    expect(JSON.parse(JSON.stringify(action))).toEqual(action);
  });
});

describe('actions.forwardTo', () => {
  it('has defaults', () => {
    expect(actions.forwardTo.get({ uri }).payload.headers).toEqual({
      'Accept-version': 'v2',
      'X-Forward-To': uri,
      'X-Forward-To-Audience-Policy': 'forward-url-full-path',
    });
  });

  it('keeps the body, the target set by a caller goes', () => {
    const payload = { uri, mcApiProxyTarget: 'ctp', payload: { total: 4200 } };
    expect(actions.forwardTo.post(payload).payload).toMatchObject({
      payload: { total: 4200 },
      uri: '/proxy/forward-to',
      mcApiProxyTarget: undefined,
    });
  });

  it('leaves the content type to the message, since it describes the body', () => {
    const { headers } = actions.forwardTo.post({
      uri,
      headers: { 'content-type': 'text/csv' },
      payload: 'a;b',
    }).payload;
    expect(headers).toMatchObject({ 'Content-Type': 'text/csv' });
    expect(Object.keys(headers).join(' ')).not.toMatch(/x-forward-header-content-type/i);
    expect(
      actions.forwardTo.post({ uri, headers: { 'Content-Type': null } }).payload.headers['Content-Type'],
    ).toBeNull();
  });

  it('takes Headers and lists of pairs, and makes a plain object of them', () => {
    expect(actions.forwardTo.get({ uri, headers: new Headers({ 'X-Foo': '1' }) }).payload.headers).toMatchObject({
      'x-forward-header-x-foo': '1',
    });
    expect(actions.forwardTo.get({ uri, headers: [['X-Foo', '1']] }).payload.headers).toMatchObject({
      'x-forward-header-X-Foo': '1',
    });
  });

  it('does not change what it is given', () => {
    const payload = Object.freeze({ uri, headers: Object.freeze({ a: '1' }) });
    expect(actions.forwardTo.get(payload)).toEqual(actions.forwardTo.get(payload));
  });

  it('reads each field once', () => {
    let reads = 0;
    const payload = {
      get uri() {
        reads += 1;
        return reads === 1 ? uri : 'javascript:alert(1)';
      },
    };
    expect(actions.forwardTo.get(payload).payload.headers['X-Forward-To']).toBe(uri);
  });
});

describe('what a creator refuses', () => {
  it.each<[string, unknown]>([
    ['no uri', {}],
    ['nothing', undefined],
    ['a path', { uri: '/orders' }],
    ['a path that names a host', { uri: '//evil.example' }],
    ['another scheme', { uri: 'javascript:alert(1)' }],
    ['an object as uri', { uri: { toString: () => uri } }],
    ['an unknown policy', { uri, audiencePolicy: 'any' }],
    ['an unknown version', { uri, version: 'v3' }],
    ['a body on a call that reads', { uri, payload: {} }],
    ['text as headers', { uri, headers: 'x-foo: bar' }],
  ])('%s is invalid_config', (_, payload) => {
    expect(() => actions.forwardTo.get(payload as never)).toThrow(
      expect.objectContaining({ code: 'invalid_config', source: 'client', hint: expect.stringMatching(/\w/) }),
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['a line break', { 'x-foo': 'a\r\nX-Project-Key: other' }],
    ['a line break in a name', { 'x-foo\r\nX-Project-Key': 'other' }],
    ['a NUL', { 'x-foo': '\0' }],
    ['more than Latin-1', { 'x-foo': '€' }],
    ['Authorization', { Authorization: 'Bearer x' }],
    ['Cookie', { cookie: 'a=b' }],
    ['Host', { host: 'evil.example' }],
    ['a header of the gateway', { 'X-MC-API-Cloud-Identifier': 'gcp-eu' }],
    ['a prefixed header', { 'x-forward-header-a': 'b' }],
    ['a value that runs code', { 'x-foo': { toString: () => 'a' } }],
    ['a line break in the content type', { 'Content-Type': 'text/csv\r\nX-A: b' }],
  ])('%s is invalid_header', (_, headers) => {
    expect(() => actions.forwardTo.post({ uri, headers: headers as never })).toThrow(
      expect.objectContaining({ code: 'invalid_header', source: 'client' }),
    );
  });

  it('refuses a body on a plain get and head', () => {
    const payload = { uri: '/x', payload: 1 } as unknown as { uri: string };
    const refusal = expect.objectContaining({ code: 'invalid_config' });
    expect(() => actions.get(payload)).toThrow(refusal);
    expect(() => actions.head(payload)).toThrow(refusal);
  });

  it('keeps keys of a prototype as plain keys', () => {
    const payload: { uri: string } = JSON.parse(
      `{"uri":"${uri}","__proto__":{"polluted":1},"headers":{"__proto__":"a","constructor":"b"}}`,
    );
    const { headers } = actions.forwardTo.get(payload).payload;
    expect(headers).toMatchObject({ 'x-forward-header-__proto__': 'a', 'x-forward-header-constructor': 'b' });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
