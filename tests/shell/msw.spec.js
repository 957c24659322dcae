/* global window */
import { gql } from '@apollo/client';
import { forwardTo, assertNoContractViolations } from '@forward-to/testing/msw';
import { stubApplicationContext } from '@forward-to/testing';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createElement } from 'react';
import { Provider } from 'react-redux';
import { createShellMiddleware, createTestStore } from './shell-store.js';

// The handlers of this kit, asked by the published packages alone.
const uri = 'https://api.example.com/orders/7';
const server = setupServer();
let connectors, restore, sdk;
beforeAll(async () => {
  restore = stubApplicationContext({ projectKey: 'my-project', sessionToken: 'session' });
  Object.assign(window.app, { applicationIdentifier: 'order-notes-id', applicationName: 'order-notes' });
  server.listen({ onUnhandledRequest: 'error' });
  // They read the gateway's URL and "fetch" while they load.
  connectors = await import('@commercetools-frontend/application-shell-connectors');
  sdk = await import('@commercetools-frontend/sdk');
});
afterEach(() => {
  server.resetHandlers();
  forwardTo.signIn();
  assertNoContractViolations();
});
afterAll(() => {
  server.close();
  restore();
});

it('answers executeHttpClientRequest', async () => {
  forwardTo.signIn({ userId: 'u1' });
  server.use(
    forwardTo.get('https://api.example.com/orders/:id', ({ params, session }) =>
      HttpResponse.json({ id: params.id, seenBy: session.userId }),
    ),
  );
  const fetcher = async (options) => {
    const response = await fetch(connectors.buildApiUrl('/proxy/forward-to'), options);
    const getHeader = (name) => response.headers.get(name);
    return { data: await response.json(), statusCode: response.status, getHeader };
  };
  const config = { userAgent: 'order-notes/1.0', forwardToConfig: { uri } };
  expect(await connectors.executeHttpClientRequest(fetcher, config)).toEqual({ id: '7', seenBy: 'u1' });
});

it("answers the shell's Apollo client", async () => {
  const endpoint = 'https://api.example.com/graphql';
  server.use(
    forwardTo.graphql.query(endpoint, 'FindOrder', ({ variables }) =>
      HttpResponse.json({ data: { order: { __typename: 'Order', id: variables.id } } }),
    ),
  );
  const client = connectors.createApolloClient();
  const { data } = await client.query({
    query: gql`
      query FindOrder($id: ID!) {
        order(id: $id) {
          id
        }
      }
    `,
    variables: { id: '7' },
    context: connectors.createApolloContextForProxyForwardTo({ uri: endpoint }),
  });
  client.stop();
  expect(data).toEqual({ order: { __typename: 'Order', id: '7' } });
});

it('answers the published SDK actions, and rejects as the gateway does', async () => {
  const store = createTestStore(await createShellMiddleware());
  const wrapper = ({ children }) => createElement(Provider, { store }, children);
  const dispatch = renderHook(() => sdk.useAsyncDispatch(), { wrapper }).result.current;
  server.use(
    forwardTo.post(uri, async ({ request }) => HttpResponse.json({ saved: await request.json() })),
    forwardTo.get(uri, () => forwardTo.refusal('insufficient_permissions')),
  );
  expect(await dispatch(sdk.actions.forwardTo.post({ uri, payload: { total: 1 } }))).toEqual({ saved: { total: 1 } });
  await expect(dispatch(sdk.actions.forwardTo.get({ uri }))).rejects.toMatchObject({ statusCode: 403 });
});
