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

describe('a creator', () => {
  const throwing = {
    get uri(): string {
      throw new RangeError('mine');
    },
  };
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'https://api.example.com'],
    ['no uri', {}],
    ['a path', { uri: '/orders' }],
    ['an object as uri', { uri: { toString: () => uri } }],
    ['an unknown policy', { uri, audiencePolicy: 'any' }],
    ['a body', { uri, payload: {} }],
    ['text as headers', { uri, headers: 'x-foo: bar' }],
    ['null as headers', { uri, headers: null }],
    ['headers that no request can have', { uri, headers: { Host: 'evil.example', 'x-foo': 'a\r\nb: c' } }],
    ['a field that throws', throwing],
    [
      'a header that throws',
      {
        uri,
        headers: {
          get a() {
            throw new RangeError('mine');
          },
        },
      },
    ],
    [
      'a list of headers that throws',
      {
        uri,
        headers: {
          [Symbol.iterator]: () => {
            throw new RangeError('mine');
          },
        },
      },
    ],
  ])('never throws, given %s', (_, payload) => {
    for (const create of [actions.get, actions.forwardTo.get] as ((payload: never) => unknown)[]) {
      expect(create(payload as never)).toMatchObject({ type: 'SDK', payload: { method: 'GET' } });
    }
    expect(actions.forwardTo.get(payload as never).payload).toMatchObject({ uri: '/proxy/forward-to' });
  });

  it('keeps what it cannot check, for the dispatch and for tests that look at the action', () => {
    expect(actions.forwardTo.get({ uri: '/orders', headers: { Host: 'a' } }).payload.headers).toEqual({
      'Accept-version': 'v2',
      'X-Forward-To': '/orders',
      'X-Forward-To-Audience-Policy': 'forward-url-full-path',
      'x-forward-header-Host': 'a',
    });
    expect(actions.forwardTo.get({ uri, headers: 'x-foo: bar' as never }).payload.headers).toBe('x-foo: bar');
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
