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

it('gives the same dispatch as the published hook', () => {
  expect(renderDispatch(kit)).toBe(renderDispatch(published));
});

it("surrounds a request with the shell's own actions", async () => {
  await store.dispatch(kit.actions.forwardTo.get({ uri: `${api.apiUrl}/orders` }));
  const payload = 'sdk.get(/proxy/forward-to)';
  expect(store.seen).toEqual([
    { type: 'SHOW_LOADING', payload },
    { type: 'HIDE_LOADING', payload },
  ]);
});

describe("limits of the shell's middleware", () => {
  it.each([
    ['put', 'PUT'],
    ['patch', 'PATCH'],
    ['del', 'DELETE'],
  ])('sends %s, but without its body', async (method, name) => {
    await store.dispatch(kit.actions.forwardTo[method]({ uri: `${api.apiUrl}/orders/1`, payload: { status: 'done' } }));
    expect(api.calls).toMatchObject([{ method: name, body: '' }]);
  });

  it('sends a form as an empty object', async () => {
    const form = new FormData();
    form.append('kind', 'invoice');
    await store.dispatch(kit.actions.forwardTo.post({ uri: `${api.apiUrl}/orders`, payload: form }));
    expect(api.calls).toMatchObject([{ body: '{}', headers: { 'content-type': 'application/json' } }]);
  });

  it('sends to the gateway of the page, whatever forwardToUrl says', async () => {
    window.app.forwardToUrl = 'http://localhost:1/proxy/forward-to';
    try {
      const action = () => kit.actions.forwardTo.get({ uri: `${api.apiUrl}/orders` });
      await store.dispatch(action());
      await expect(createTestStore(kit.createMiddleware()).dispatch(action())).rejects.toMatchObject({
        code: 'network_error',
      });
    } finally {
      delete window.app.forwardToUrl;
    }
    const { gateway } = api;
    expect(page.sent.map(({ url }) => new URL(url).origin)).toEqual([gateway.url, 'http://localhost:1']);
  });

  it('gives a promise that cannot be aborted, and no headers for head', async () => {
    const promise = store.dispatch(kit.actions.forwardTo.head({ uri: `${api.apiUrl}/orders` }));
    expect(promise.abort).toBeUndefined();
    expect(await promise).toEqual({});
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

  it('is asked nothing when it stands after it', async () => {
    const after = createTestStore(await createShellMiddleware(), kit.createMiddleware());
    await after.dispatch(kit.actions.forwardTo.put({ uri: `${api.apiUrl}/orders/1`, payload: { a: 2 } }));
    expect(api.calls).toMatchObject([{ method: 'PUT', body: '' }]);
    expect(page.sent).toHaveLength(1);
  });
});
