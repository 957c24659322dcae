/* global window */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as kit from '@forward-to/sdk';
import { leaveSdkActionsToStore } from '@forward-to/sdk/test-utils';
import { renderHook, screen, waitFor } from '@testing-library/react';
import { createElement, useEffect, useState } from 'react';
import { Provider } from 'react-redux';
import { createTestStore } from './shell-store.js';

// Tests of an application that mock SDK actions in the store, by the published test utilities.
const uri = 'https://api.example.com/orders/1';
const order = { orderNumber: '2026-0001' };
const { fetch } = globalThis;
let createTestMiddleware, renderAppWithRedux, restore, asked;
beforeAll(async () => {
  Object.assign(window, { app: { mcApiUrl: 'http://localhost:1', applicationName: 'order-notes' } });
  ({ createTestMiddleware } = await import('@commercetools-frontend/sdk/test-utils'));
  ({ renderAppWithRedux } = await import('@commercetools-frontend/application-shell/test-utils'));
});
beforeEach(() => {
  asked = [];
  globalThis.fetch = (url, init) => {
    asked.push(String(url));
    return fetch(url, init);
  };
});
afterEach(() => {
  restore?.();
  restore = undefined;
  globalThis.fetch = fetch;
});

const mocks = () => [
  { action: kit.actions.forwardTo.get({ uri }), response: order },
  { action: kit.actions.forwardTo.del({ uri }), error: { statusCode: 409 } },
];

function renderDispatch(store) {
  const wrapper = ({ children }) => createElement(Provider, { store }, children);
  return renderHook(() => kit.useAsyncDispatch(), { wrapper }).result.current;
}

describe('with leaveSdkActionsToStore() in the set-up of the tests', () => {
  beforeEach(() => {
    restore = leaveSdkActionsToStore();
  });

  it('createTestMiddleware gives its mocks', async () => {
    const dispatch = renderDispatch(createTestStore(createTestMiddleware(mocks())));
    expect(await dispatch(kit.actions.forwardTo.get({ uri }))).toEqual(order);
    await expect(dispatch(kit.actions.forwardTo.del({ uri }))).rejects.toEqual({ statusCode: 409 });
    expect(() => dispatch(kit.actions.forwardTo.get({ uri }))).toThrow(/find any more mocks/);
    expect(asked).toEqual([]);
  });

  it("sdkMocks of the shell's test utilities give theirs to a page", async () => {
    function OrderPage() {
      const dispatch = kit.useAsyncDispatch();
      const [text, setText] = useState('Loading');
      useEffect(() => {
        void dispatch(kit.actions.forwardTo.get({ uri })).then(({ orderNumber }) => setText(orderNumber));
      }, [dispatch]);
      return createElement('h1', {}, text);
    }
    renderAppWithRedux(createElement(OrderPage), { sdkMocks: mocks(), disableAutomaticEntryPointRoutes: true });
    await waitFor(() => screen.getByRole('heading', { name: order.orderNumber }));
    expect(asked).toEqual([]);
  });
});

it('without that line a call leaves the page, and fails loudly', async () => {
  const dispatch = renderDispatch(createTestStore(createTestMiddleware(mocks())));
  await expect(dispatch(kit.actions.forwardTo.get({ uri }))).rejects.toMatchObject({ code: 'network_error' });
  expect(asked).toEqual(['http://localhost:1/proxy/forward-to']);
});
