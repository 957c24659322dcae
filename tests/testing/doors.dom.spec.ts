import { gql } from '@apollo/client';
import { createApolloClient, createApolloContextForProxyForwardTo } from '@forward-to/apollo';
import { actions, createMiddleware, useAsyncDispatch } from '@forward-to/sdk';
import { stubApplicationContext } from '@forward-to/testing';
import { assertNoContractViolations, forwardTo } from '@forward-to/testing/msw';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createElement, type ReactNode } from 'react';
import { Provider } from 'react-redux';
import { applyMiddleware, legacy_createStore as createStore } from 'redux';

// The handlers, asked by every door of the kit that has a client of its own.
const API = 'https://api.example.com';
const server = setupServer();
let restore: () => void;
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => {
  restore = stubApplicationContext({ projectKey: 'my-project' });
  forwardTo.signIn({ userId: 'u1', permissions: ['canViewOrders'] });
});
afterEach(() => {
  server.resetHandlers();
  restore();
  assertNoContractViolations();
});
afterAll(() => {
  server.close();
});

describe('Apollo Client', () => {
  const uri = `${API}/graphql`;
  const context = () => createApolloContextForProxyForwardTo({ uri, includeUserPermissions: true });
  const findOrder = gql`
    query FindOrder($id: ID!) {
      order(id: $id) {
        id
        seenBy
      }
    }
  `;
  const closeOrder = gql`
    mutation CloseOrder($id: ID!) {
      closeOrder(id: $id) {
        id
      }
    }
  `;

  it('gets what the handlers of its query and of its mutation respond', async () => {
    server.use(
      forwardTo.graphql.query(uri, 'FindOrder', ({ variables, session }) =>
        HttpResponse.json({
          data: { order: { __typename: 'Order', id: variables.id, seenBy: JSON.stringify(session) } },
        }),
      ),
      forwardTo.graphql.mutation(uri, 'CloseOrder', ({ variables }) =>
        HttpResponse.json({ data: { closeOrder: { __typename: 'Order', id: variables.id } } }),
      ),
    );
    const client = createApolloClient();
    const found = await client.query({ query: findOrder, variables: { id: '7' }, context: context() });
    const seenBy = '{"userId":"u1","projectKey":"my-project","userPermissions":["canViewOrders"]}';
    expect(found.data).toEqual({ order: { __typename: 'Order', id: '7', seenBy } });
    const closed = await client.mutate({ mutation: closeOrder, variables: { id: '8' }, context: context() });
    expect(closed.data).toEqual({ closeOrder: { __typename: 'Order', id: '8' } });
    client.stop();
  });

  it('is told why a call was rejected', async () => {
    server.use(forwardTo.graphql.query(uri, 'FindOrder', () => forwardTo.refusal('insufficient_permissions')));
    const client = createApolloClient();
    const query = client.query({ query: findOrder, variables: { id: '7' }, context: context() });
    await expect(query).rejects.toMatchObject({ code: 'insufficient_permissions', statusCode: 403 });
    client.stop();
  });
});

describe('SDK actions', () => {
  const renderDispatch = () => {
    const store = createStore((state = {}) => state, applyMiddleware(createMiddleware()));
    const wrapper = ({ children }: { children: ReactNode }) => createElement(Provider, { store, children });
    return renderHook(() => useAsyncDispatch(), { wrapper }).result.current;
  };
  const uri = `${API}/orders/7`;

  it('get what the handler of their verb responds', async () => {
    server.use(
      forwardTo.get(`${API}/orders/:id`, ({ params, session }) =>
        HttpResponse.json({ id: params.id, seenBy: session.userId }),
      ),
      forwardTo.put(`${API}/orders/:id`, async ({ request }) => HttpResponse.json({ saved: await request.json() })),
    );
    const dispatch = renderDispatch();
    expect(await dispatch(actions.forwardTo.get({ uri }))).toEqual({ id: '7', seenBy: 'u1' });
    expect(await dispatch(actions.forwardTo.put({ uri, payload: { total: 1 } }))).toEqual({ saved: { total: 1 } });
  });

  it('are told why a call was rejected', async () => {
    server.use(forwardTo.get(uri, () => forwardTo.refusal('project_not_allowed')));
    await expect(renderDispatch()(actions.forwardTo.get({ uri }))).rejects.toMatchObject({
      code: 'project_not_allowed',
      statusCode: 403,
    });
  });
});
