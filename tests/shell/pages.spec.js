/* global document, window */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ApolloProvider } from '@apollo/client';
import { cleanup, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { startRecordingApi } from '../doors/start-recording-api.ts';
import { openShellPage } from './open-shell-page.js';

// What the guide shows, in a page of the shell.
let api, page, shellClient;
beforeAll(async () => {
  api = await startRecordingApi();
  page = await openShellPage(api.gateway.url);
  const shell = await import('@commercetools-frontend/application-shell-connectors');
  shellClient = shell.createApolloClient();
});
afterAll(async () => {
  shellClient.stop();
  page.close();
  await api.close();
});
afterEach(() => {
  cleanup();
  window.history.replaceState({}, '', '/my-project/notes');
});

function open(Page, externalApiUrl, id = '1') {
  window.app.externalApiUrl = externalApiUrl;
  const child = createElement(Page, { id });
  render(createElement(ApolloProvider, { client: shellClient }, child));
}

describe("a page on the shell's client", () => {
  it('shows what the API answers', async () => {
    const { OrderPage } = await import('./pages/order-page.jsx');
    open(OrderPage, api.apiUrl);
    expect(await screen.findByRole('heading', { name: 'Order 1' })).toBeDefined();
    expect(api.calls.at(-1)).toMatchObject({ url: '/graphql', session: { projectKey: 'my-project' } });
  });
});

describe('a page on a client of its own beside it', () => {
  it('shows what the API answers', async () => {
    const { GuardedOrderPage } = await import('./pages/guarded-order-page.jsx');
    open(GuardedOrderPage, api.apiUrl);
    expect(await screen.findByRole('heading', { name: 'Order 1' })).toBeDefined();
  });

  it('stays where it is when the verifier refuses the token', async () => {
    const { GuardedOrderPage } = await import('./pages/guarded-order-page.jsx');
    // A path below /origin answers to the origin only, which this page does not ask for.
    open(GuardedOrderPage, `${api.apiUrl}/origin`, '2');
    expect((await screen.findByRole('alert')).textContent).toBe('audience_mismatch');
    expect(document.location.pathname).toBe('/my-project/notes');
  });
});

it('changes an order through a store of its own', async () => {
  const { closeOrder, ordersStore } = await import('./pages/orders-store.js');
  await closeOrder(api.apiUrl, '1');
  expect(api.calls.at(-1)).toMatchObject({ method: 'PATCH', url: '/orders/1', body: '{"status":"closed"}' });
  expect(ordersStore.getState()).toEqual({ requestsInFlight: 0 });
});
