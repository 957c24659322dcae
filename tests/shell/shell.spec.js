/* global document, window */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as kit from '@forward-to/sdk';
import { act, cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { useSelector } from 'react-redux';
import { startRecordingApi } from '../doors/start-recording-api.ts';
import { openShellPage } from './open-shell-page.js';

// The shell itself, with its own client and store, around the pages that the guide shows.
let api, page, ApplicationShellProvider, published;
beforeAll(async () => {
  // Generous, as Jest's own limit: a shared machine may be slow.
  configure({ asyncUtilTimeout: 30_000 });
  api = await startRecordingApi();
  page = await openShellPage(api.gateway.url);
  ({ ApplicationShellProvider } = await import('@commercetools-frontend/application-shell'));
  published = await import('@commercetools-frontend/sdk');
});
afterAll(async () => {
  page.close();
  await api.close();
});
beforeEach(() => {
  api.calls.length = 0;
});
afterEach(() => {
  cleanup();
  window.history.replaceState({}, '', '/my-project/notes');
});

function renderInShell(Page, props) {
  const children = () => createElement(Page, props);
  const settings = { environment: window.app, applicationMessages: { en: {} } };
  render(createElement(ApplicationShellProvider, settings, children));
}

function openOrder(Page, externalApiUrl, id) {
  window.app.externalApiUrl = externalApiUrl;
  renderInShell(Page, { id });
}

describe("a page on the shell's client", () => {
  it('shows what the API answers', async () => {
    const { OrderPage } = await import('./pages/order-page.jsx');
    openOrder(OrderPage, api.apiUrl, '1');
    expect(await screen.findByRole('heading', { name: 'Order 1' })).toBeDefined();
    expect(api.calls).toMatchObject([{ url: '/graphql', session: { projectKey: 'my-project' } }]);
  });
});

describe('a page on a client of its own beside it', () => {
  it('shows what the API answers', async () => {
    const { GuardedOrderPage } = await import('./pages/guarded-order-page.jsx');
    openOrder(GuardedOrderPage, api.apiUrl, '1');
    expect(await screen.findByRole('heading', { name: 'Order 1' })).toBeDefined();
  });

  it('stays where it is when the verifier refuses the token', async () => {
    const { GuardedOrderPage } = await import('./pages/guarded-order-page.jsx');
    // A path below /origin answers to the origin only, which this page does not ask for.
    openOrder(GuardedOrderPage, `${api.apiUrl}/origin`, '2');
    expect((await screen.findByRole('alert')).textContent).toBe('audience_mismatch');
    expect(document.location.pathname).toBe('/my-project/notes');
  });
});

describe("the shell's own store", () => {
  /** What both hooks give to a component in the shell, and how many requests its progress bar counts. */
  function openDispatch() {
    const found = {};
    function Probe() {
      Object.assign(found, {
        kit: kit.useAsyncDispatch(),
        published: published.useAsyncDispatch(),
        requestsInFlight: useSelector(({ requestsInFlight }) => requestsInFlight),
      });
      return createElement('h1', {}, 'Ready');
    }
    renderInShell(Probe);
    return screen.findByRole('heading', { name: 'Ready' }).then(() => found);
  }

  it('gets the actions of both packages from the published hook', async () => {
    const dispatch = await openDispatch();
    page.sent.length = 0;
    for (const { actions } of [published, kit]) {
      await dispatch.published(actions.forwardTo.post({ uri: `${api.apiUrl}/orders`, payload: { note: 'Fragile' } }));
    }
    expect(page.sent[1]).toEqual(page.sent[0]);
    expect(api.calls[1]).toEqual(api.calls[0]);
    expect(api.calls[1]).toMatchObject({ method: 'POST', body: '{"note":"Fragile"}' });
  });

  it.each(['put', 'patch', 'del'])("loses the body of %s, which this kit's hook sends", async (method) => {
    const dispatch = await openDispatch();
    const action = () => kit.actions.forwardTo[method]({ uri: `${api.apiUrl}/orders/1`, payload: { note: 'Fragile' } });
    await dispatch.published(action());
    await dispatch.kit(action());
    expect(api.calls.map(({ body }) => body)).toEqual(['', '{"note":"Fragile"}']);
  });

  it("counts a request of this kit's hook for its progress bar, until abort() ends it", async () => {
    const found = await openDispatch();
    let call;
    const before = found.requestsInFlight;
    act(() => {
      call = found.kit(kit.actions.forwardTo.get({ uri: `${api.apiUrl}/orders` }));
    });
    expect(found.requestsInFlight).not.toEqual(before);
    await act(async () => {
      call.abort();
      await expect(call).rejects.toMatchObject({ code: 'aborted', source: 'network' });
    });
    expect(found.requestsInFlight).toEqual(before);
  });

  it('shows a page that changes an order', async () => {
    const { CloseOrderPage } = await import('./pages/close-order-page.jsx');
    openOrder(CloseOrderPage, api.apiUrl, '1');
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }));
    expect(await screen.findByText('Closed')).toBeDefined();
    expect(api.calls).toMatchObject([{ method: 'PATCH', url: '/orders/1', body: '{"status":"closed"}' }]);
  });
});
