/* global FormData, window */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as kit from '@forward-to/sdk';
import { renderHook } from '@testing-library/react';
import { createElement } from 'react';
import { Provider } from 'react-redux';
import { startRecordingApi } from '../doors/start-recording-api.ts';
import { openShellPage } from './open-shell-page.js';
import { createShellMiddleware, createTestStore } from './shell-store.js';

const calls = [
  ['get', '/orders?page=2', {}],
  ['get', '/orders/1', { headers: { 'X-Foo': 'bär' }, includeUserPermissions: true }],
  ['get', '/origin/orders/1', { audiencePolicy: 'forward-url-origin' }],
  ['post', '/orders', { payload: { note: 'ä "€" 📦', items: [1, null] } }],
  ['del', '/orders/1', {}],
  ['head', '/orders/1', {}],
];

let api, page, published, store;
beforeAll(async () => {
  api = await startRecordingApi();
  page = await openShellPage(api.gateway.url);
  published = await import('@commercetools-frontend/sdk');
  store = createTestStore(await createShellMiddleware());
});
afterAll(async () => {
  page.close();
  await api.close();
});
beforeEach(() => {
  page.sent.length = 0;
  api.calls.length = 0;
  store.seen.length = 0;
});

/** What a component's dispatch gives; `useAsyncDispatch` is the one of either package. */
function renderDispatch({ useAsyncDispatch }) {
  const wrapper = ({ children }) => createElement(Provider, { store }, children);
  return renderHook(() => useAsyncDispatch(), { wrapper }).result.current;
}

describe.each(calls)('forwardTo.%s of %s with %o', (method, path, options) => {
  const payload = () => ({ uri: api.apiUrl + path, ...options });

  it('is the published action', () => {
    expect(kit.actions.forwardTo[method](payload())).toEqual(published.actions.forwardTo[method](payload()));
  });

  it("sends the published request through the shell's middleware", async () => {
    const answers = [];
    for (const { actions } of [published, kit]) {
      answers.push(await renderDispatch(published)(actions.forwardTo[method](payload())));
    }
    const [theirs, ours] = page.sent;
    expect(theirs.headers).toMatchObject({ 'x-forward-to': payload().uri, 'x-project-key': 'my-project' });
    expect(ours).toEqual(theirs);
    expect(api.calls).toHaveLength(2);
    expect(api.calls[1]).toEqual(api.calls[0]);
    expect(answers[1]).toEqual(answers[0]);
  });
});

it.each(['get', 'post', 'del', 'head'])('creates the published action for the gateway itself: %s', (method) => {
  const payload = { uri: '/my-project/orders', mcApiProxyTarget: 'ctp', headers: { A: 'b' }, payload: undefined };
  expect(kit.actions[method](payload)).toEqual(published.actions[method](payload));
});

it("asks the gateway itself through the shell's middleware", async () => {
  const { user } = await store.dispatch(kit.actions.get({ uri: '/session' }));
  expect(user).toMatchObject({ id: 'developer' });
});

it("surrounds a request with the shell's own actions", async () => {
  await store.dispatch(kit.actions.forwardTo.get({ uri: `${api.apiUrl}/orders` }));
  const payload = 'sdk.get(/proxy/forward-to)';
  expect(store.seen).toEqual([
    { type: 'SHOW_LOADING', payload },
    { type: 'HIDE_LOADING', payload },
  ]);
});

describe("useAsyncDispatch of this kit in a store with the shell's middleware", () => {
  const uriOf = (path) => api.apiUrl + path;

  it.each(calls)('sends the published request: %s of %s with %o', async (method, path, options) => {
    const action = () => kit.actions.forwardTo[method]({ uri: uriOf(path), ...options });
    await renderDispatch(published)(action());
    await renderDispatch(kit)(action());
    const [theirs, ours] = page.sent.map(({ headers, ...request }) => {
      // The published client names itself, describes a body that is not there, and tries to set the length.
      const others = Object.entries(headers).filter(
        ([name]) => !/^(?:x-user-agent|content-(?:type|length))$/.test(name),
      );
      return { ...request, body: request.body ?? null, headers: Object.fromEntries(others) };
    });
    expect(ours).toEqual(theirs);
  });

  it.each([
    ['put', 'PUT'],
    ['patch', 'PATCH'],
    ['del', 'DELETE'],
  ])("sends %s with its body, which the shell's middleware loses", async (method, name) => {
    const action = () => kit.actions.forwardTo[method]({ uri: uriOf('/orders/1'), payload: { status: 'done' } });
    await renderDispatch(published)(action());
    await renderDispatch(kit)(action());
    expect(api.calls).toMatchObject([
      { method: name, body: '' },
      { method: name, body: '{"status":"done"}' },
    ]);
  });

  it("sends a form as a form, which the shell's middleware sends as {}", async () => {
    const form = new FormData();
    form.append('kind', 'invoice');
    const action = () => kit.actions.forwardTo.post({ uri: uriOf('/orders'), payload: form });
    await renderDispatch(published)(action());
    await renderDispatch(kit)(action());
    expect(api.calls).toMatchObject([
      { body: '{}', headers: { 'content-type': 'application/json' } },
      {
        body: expect.stringContaining('name="kind"\r\n\r\ninvoice'),
        headers: { 'content-type': expect.stringContaining('multipart/form-data') },
      },
    ]);
  });

  it("sends to forwardToUrl, which the shell's middleware does not know", async () => {
    const { gateway } = api;
    Object.assign(window.app, {
      mcApiUrl: 'https://mc-api.example.com',
      forwardToUrl: `${gateway.url}/proxy/forward-to`,
    });
    try {
      await renderDispatch(kit)(kit.actions.forwardTo.get({ uri: uriOf('/orders') }));
    } finally {
      delete window.app.forwardToUrl;
      window.app.mcApiUrl = gateway.url;
    }
    expect(page.sent.map(({ url }) => url)).toEqual([`${gateway.url}/proxy/forward-to`]);
    expect(api.calls).toHaveLength(1);
  });

  it("gives headers for head and can be aborted; the shell's middleware gives {} and has no abort()", async () => {
    const action = () => kit.actions.forwardTo.head({ uri: uriOf('/orders') });
    const theirs = store.dispatch(action());
    expect([theirs.abort, await theirs]).toEqual([undefined, {}]);
    const dispatch = renderDispatch(kit);
    expect(await dispatch(action())).toMatchObject({ 'content-type': expect.stringContaining('application/json') });
    const aborted = dispatch(action());
    aborted.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'aborted' });
  });

  it("shows each request by the shell's own actions", async () => {
    await renderDispatch(kit)(kit.actions.forwardTo.put({ uri: uriOf('/orders/1'), payload: {} }));
    const payload = 'sdk.put(/proxy/forward-to)';
    expect(store.seen).toEqual([
      { type: 'SHOW_LOADING', payload },
      { type: 'HIDE_LOADING', payload },
    ]);
  });

  it('asks the gateway itself, and names what an action with a service needs', async () => {
    const dispatch = renderDispatch(kit);
    expect(await dispatch(kit.actions.get({ uri: '/session' }))).toMatchObject({ user: { id: 'developer' } });
    await expect(dispatch(kit.actions.get({ service: 'products', options: {} }))).rejects.toMatchObject({
      code: 'invalid_config',
      hint: expect.stringContaining('@forward-to/sdk/service'),
    });
  });

  it('takes actions of the published package', async () => {
    await renderDispatch(kit)(published.actions.forwardTo.post({ uri: uriOf('/orders'), payload: { a: 1 } }));
    expect(api.calls).toMatchObject([{ method: 'POST', body: '{"a":1}' }]);
  });
});

describe("this kit's middleware before the shell's", () => {
  const storeOf = async (...order) => createTestStore(...order, await createShellMiddleware());

  it('sends the actions of both packages, with a body, once', async () => {
    const both = await storeOf(kit.createMiddleware());
    const uri = `${api.apiUrl}/orders/1`;
    await both.dispatch(published.actions.forwardTo.post({ uri, payload: { a: 1 } }));
    await both.dispatch(kit.actions.forwardTo.put({ uri, payload: { a: 2 } }));
    expect(api.calls).toMatchObject([
      { method: 'POST', body: '{"a":1}' },
      { method: 'PUT', body: '{"a":2}' },
    ]);
    expect(page.sent).toHaveLength(2);
    expect(both.seen.map(({ type }) => type)).toEqual(['SHOW_LOADING', 'HIDE_LOADING', 'SHOW_LOADING', 'HIDE_LOADING']);
  });

  it('gives the headers for head, and a promise with abort()', async () => {
    const both = await storeOf(kit.createMiddleware());
    const promise = both.dispatch(kit.actions.forwardTo.head({ uri: `${api.apiUrl}/orders` }));
    expect(promise.abort).toBeInstanceOf(Function);
    expect(await promise).toMatchObject({ 'content-type': expect.stringContaining('application/json') });
  });

  it('sends once through both hooks', async () => {
    const both = await storeOf(kit.createMiddleware());
    const wrapper = ({ children }) => createElement(Provider, { store: both }, children);
    const { current } = renderHook(() => kit.useAsyncDispatch(), { wrapper }).result;
    await current(kit.actions.forwardTo.put({ uri: `${api.apiUrl}/orders/1`, payload: { a: 2 } }));
    expect(api.calls).toMatchObject([{ method: 'PUT', body: '{"a":2}' }]);
    expect(both.seen.map(({ type }) => type)).toEqual(['SHOW_LOADING', 'HIDE_LOADING']);
  });

  it('gets no action when it stands after it', async () => {
    const after = createTestStore(await createShellMiddleware(), kit.createMiddleware());
    await after.dispatch(kit.actions.forwardTo.put({ uri: `${api.apiUrl}/orders/1`, payload: { a: 2 } }));
    expect(api.calls).toMatchObject([{ method: 'PUT', body: '' }]);
    expect(page.sent).toHaveLength(1);
  });
});
