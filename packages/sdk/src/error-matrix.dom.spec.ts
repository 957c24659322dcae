import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpClient } from '@forward-to/http-client';
import { actions } from './index.ts';
import { createTestStore, errorOf, openPage, startScriptedApi } from './test-support/start-page.ts';
import type { ScriptedApi, TestStore } from './test-support/start-page.ts';

let api: ScriptedApi;
let store: TestStore;
beforeAll(async () => {
  api = await startScriptedApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  await openPage(api.gateway.url);
  store = createTestStore();
});

const get = (path: string) => store.dispatch(actions.forwardTo.get({ uri: api.apiUrl + path }));

describe('the error of a dispatch', () => {
  it.each([400, 401, 403, 404, 409, 422, 429, 500, 503])('is the API’s own %d', async (statusCode) => {
    const path = `/status/${statusCode}`;
    const error = await errorOf(store.dispatch(actions.forwardTo.post({ uri: api.apiUrl + path })));
    expect(error).toMatchObject({
      code: 'http_error',
      source: 'api',
      statusCode,
      message: `POST ${api.apiUrl}${path} responded with ${statusCode}: The API says ${statusCode}`,
      request: { method: 'POST', url: api.apiUrl + path },
      body: { message: `The API says ${statusCode}`, detail: [1, 2] },
    });
    if (statusCode === 429) expect(error.headers).toMatchObject({ 'retry-after': '7' });
    expect(api.received.get(path)).toBe(1);
  });

  it.each([
    ['/other-audience', { code: 'audience_mismatch', source: 'verifier', statusCode: 401 }],
    ['/other-project', { code: 'project_not_allowed', source: 'verifier', statusCode: 403 }],
    ['/guarded', { code: 'permissions_not_requested', source: 'verifier', statusCode: 403 }],
    ['/reset', { code: 'target_unreachable', source: 'gateway', statusCode: 502 }],
    ['/html', { code: 'http_error', source: 'api', statusCode: 502, body: '<h1>Bad gateway</h1>' }],
    ['/bare-503', { code: 'http_error', source: 'api', statusCode: 503, body: undefined }],
    ['/broken-json', { code: 'invalid_response' }],
    ['/html-200', { code: 'invalid_response' }],
    ['/broken-off', { code: 'network_error', source: 'network' }],
  ])('at %s is that of every other door', async (path, expected) => {
    const error = await errorOf(get(path));
    expect(error).toMatchObject(expected);
    expect(error.hint).toMatch(/\w/);
    const context = { mcApiUrl: api.gateway.url, projectKey: 'my-project' };
    const client = createHttpClient({
      context: { ...context, sessionToken: sessionStorage.getItem('sessionToken') ?? '' },
    });
    const other = await errorOf(client.forwardToRequest(api.apiUrl + path));
    expect({ ...error.toJSON(), body: error.body }).toEqual({ ...other.toJSON(), body: other.body });
  });

  it('tells the end of the session', async () => {
    sessionStorage.setItem('sessionToken', 'ended');
    expect(await errorOf(get('/empty'))).toMatchObject({ code: 'unauthenticated', source: 'gateway', statusCode: 401 });
  });

  it('tells a Project that the user may not enter', async () => {
    const other = createTestStore({ getProjectKey: () => 'other' });
    const call = other.dispatch(actions.forwardTo.get({ uri: `${api.apiUrl}/empty` }));
    expect(await errorOf(call)).toMatchObject({ code: 'project_access_denied', source: 'gateway', statusCode: 403 });
  });

  it('tells a gateway that nobody started', async () => {
    Object.assign(window, { app: { mcApiUrl: 'http://127.0.0.1:1' } });
    expect(await errorOf(get('/empty'))).toMatchObject({ code: 'network_error', source: 'network' });
  });

  it('tells a page without a Project, before anything is sent', async () => {
    history.replaceState(null, '', '/account');
    expect(await errorOf(get('/never-asked'))).toMatchObject({ code: 'missing_context', source: 'client' });
    history.replaceState(null, '', '/my-project/notes');
    expect(api.received.get('/never-asked')).toBeUndefined();
    expect(store.seen).toEqual([]);
  });

  it('balances what a progress bar counts', async () => {
    await errorOf(get('/status/500'));
    await errorOf(get('/html-200'));
    expect(store.seen).toEqual([
      'SHOW_LOADING sdk.get(/proxy/forward-to)',
      'HIDE_LOADING sdk.get(/proxy/forward-to)',
      'SHOW_LOADING sdk.get(/proxy/forward-to)',
      'HIDE_LOADING sdk.get(/proxy/forward-to)',
    ]);
    expect(store.getState().requestsInFlight).toBe(0);
  });
});

describe('what is refused before it is sent', () => {
  it.each([
    ['a host of its own', '//evil.example/x'],
    ['a host of its own with a backslash', '/\\evil.example/x'],
    ['an absolute URL', 'https://evil.example/x'],
    ['a relative path', 'orders'],
    ['user info', '@evil.example/'],
    ['a line break', '/orders\r\nX-A: b'],
    ['nothing', undefined],
  ])('%s as uri of a plain action', async (_, uri) => {
    const error = await errorOf(store.dispatch(actions.get({ uri: uri as string })));
    expect(error).toMatchObject({ code: 'invalid_config', source: 'client' });
    expect(store.seen).toEqual([]);
  });

  it('a header that would add another', async () => {
    const action = actions.get({ uri: '/session', headers: { 'X-Foo': 'a\r\nX-Bar: b' } });
    expect(await errorOf(store.dispatch(action))).toMatchObject({ code: 'invalid_header' });
  });

  it.each<[string, unknown]>([
    ['no uri', {}],
    ['nothing', undefined],
    ['a path', { uri: '/orders' }],
    ['a path that names a host', { uri: '//evil.example' }],
    ['another scheme', { uri: 'javascript:alert(1)' }],
    ['an object as uri', { uri: { toString: () => 'https://api.example.com' } }],
    ['an unknown policy', { uri: 'https://api.example.com', audiencePolicy: 'any' }],
    ['an unknown version', { uri: 'https://api.example.com', version: 'v3' }],
    ['a body', { uri: 'https://api.example.com', payload: {} }],
    ['text as headers', { uri: 'https://api.example.com', headers: 'x-foo: bar' }],
    ['a list of words as headers', { uri: 'https://api.example.com', headers: ['x-foo'] }],
  ])('forwardTo.get with %s', async (_, payload) => {
    const { get: create } = actions.forwardTo;
    expect(await errorOf(store.dispatch(create(payload as never)))).toMatchObject({
      code: 'invalid_config',
      source: 'client',
      hint: expect.stringMatching(/\w/),
    });
    expect(store.seen).toEqual([]);
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
  ])('forwardTo.post with %s as a header', async (_, headers) => {
    const action = actions.forwardTo.post({ uri: 'https://api.example.com', headers: headers as never });
    expect(await errorOf(store.dispatch(action))).toMatchObject({ code: 'invalid_header', source: 'client' });
    expect(store.seen).toEqual([]);
  });

  it('a reserved header, also in a stored action, whatever the spelling', async () => {
    const action = actions.forwardTo.get({ uri: 'https://api.example.com' });
    Object.assign(action.payload.headers, { 'X-FORWARD-HEADER-Cookie': 'a=b' });
    expect(await errorOf(store.dispatch(action))).toMatchObject({ code: 'invalid_header' });
  });

  it('what a field of the caller throws', async () => {
    const headers = {
      get a(): string {
        throw new RangeError('mine');
      },
    };
    await expect(store.dispatch(actions.forwardTo.get({ uri: 'https://api.example.com', headers }))).rejects.toThrow(
      RangeError,
    );
  });

  it('a target that was changed in the stored action', async () => {
    const action = actions.forwardTo.get({ uri: api.apiUrl });
    Object.assign(action.payload.headers, { 'X-Forward-To': 'file:///etc/passwd' });
    expect(await errorOf(store.dispatch(action))).toMatchObject({ code: 'invalid_config' });
  });

  it('an http: target behind a gateway on another machine', async () => {
    Object.assign(window, { app: { mcApiUrl: 'https://mc-api.example.com' } });
    const action = actions.forwardTo.get({ uri: 'http://api.example.com' });
    expect(await errorOf(store.dispatch(action))).toMatchObject({ code: 'invalid_config', source: 'client' });
  });

  it('service and options without a resolver, which the hint names', async () => {
    const error = await errorOf(store.dispatch(actions.get({ service: 'products', options: {} })));
    expect(error).toMatchObject({ code: 'invalid_config' });
    expect(error.hint).toContain('@forward-to/sdk/service');
  });

  it.each<[string, unknown]>([
    ['no payload', undefined],
    ['text as payload', 'GET'],
    ['no method', { uri: '/x' }],
    ['a method that is no text', { uri: '/x', method: 5 }],
    ['a method with a line break', { uri: '/x', method: 'GET\r\n' }],
    ['another method', { uri: '/x', method: 'TRACE' }],
    ['a body on a call that reads', { uri: '/x', method: 'GET', payload: {} }],
    ['a uri that is no text', { uri: { toString: () => '/x' }, method: 'GET' }],
    ['text as headers', { uri: '/x', method: 'GET', headers: 'X-A: b' }],
  ])('a stored action with %s', async (_, payload) => {
    const call = store.dispatch({ type: 'SDK', payload } as never);
    expect(await errorOf(call)).toMatchObject({ code: 'invalid_config', source: 'client' });
    expect(store.seen).toEqual([]);
  });
});
