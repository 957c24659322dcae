/** @jest-environment-options { "url": "http://localhost:3001/my-project/orders" } */
import { ApolloProvider } from '@apollo/client/react';
import { createApolloClient } from '@forward-to/apollo';
import { createMiddleware } from '@forward-to/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { configureStore } from '@reduxjs/toolkit';
import { cleanup, render, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Provider } from 'react-redux';
import { startScriptedApi } from '../../../../tests/doors/start-scripted-api.ts';
import type { ScriptedApi } from '../../../../tests/doors/start-scripted-api.ts';
import { addOrderRoutes } from '../add-order-routes.ts';
import { openPage } from '../open-page.ts';
import { OrderTotal as OrderTotalByApollo } from './apollo.tsx';
import { readOrder as readByFetch } from './fetch.ts';
import { readOrder as readByHttpClient } from './http-client.ts';
import { createOrder, readOrder as readInOneLine } from './one-line.ts';
import { createOrdersApi } from './rtk-query.ts';
import { OrderTotal as OrderTotalByActions } from './sdk-actions.tsx';

let api: ScriptedApi;

beforeAll(async () => {
  api = await startScriptedApi(addOrderRoutes);
  await openPage(api.gateway.url);
});

afterEach(cleanup);

afterAll(() => api.close());

describe.each([
  ['one line', readInOneLine],
  ['fetch', readByFetch],
  ['HTTP client', readByHttpClient],
])('%s', (_, readOrder) => {
  it('reads an order', async () => {
    expect(await readOrder(api.apiUrl, '7')).toEqual({ id: '7', total: 4200 });
  });

  it('rejects with a typed error', async () => {
    await expect(readOrder(api.apiUrl, 'none')).rejects.toMatchObject({ code: 'http_error', statusCode: 404 });
  });
});

it('one line sends JSON', async () => {
  expect(await createOrder(api.apiUrl, 100)).toEqual({ id: '8', total: 100 });
});

describe('SDK actions', () => {
  const store = configureStore({
    reducer: (state: object = {}) => state,
    middleware: (defaults) => defaults().prepend(createMiddleware()),
  });
  const show = (id: string): ReactElement => (
    <Provider store={store}>
      <OrderTotalByActions externalApiUrl={api.apiUrl} id={id} />
    </Provider>
  );

  it('show an order', async () => {
    const { findByText } = render(show('7'));
    expect(await findByText('Total: 4200')).toBeTruthy();
  });

  it('show why a request was rejected', async () => {
    const { findByRole } = render(show('none'));
    expect((await findByRole('alert')).textContent).toContain('There is no order none');
  });

  it('show nothing of a request that nobody waits for', async () => {
    const { rerender, findByText, queryByRole } = render(show('slow'));
    rerender(show('7'));
    expect(await findByText('Total: 4200')).toBeTruthy();
    expect(queryByRole('alert')).toBeNull();
  });
});

describe('RTK Query', () => {
  it('reads and creates orders', async () => {
    const orders = createOrdersApi(api.apiUrl);
    const store = configureStore({
      reducer: { orders: orders.reducer },
      middleware: (defaults) => defaults().concat(orders.middleware),
    });
    const read = store.dispatch(orders.endpoints.order.initiate('7'));
    expect(await read).toMatchObject({ data: { id: '7', total: 4200 } });
    const created = store.dispatch(orders.endpoints.createOrder.initiate(100));
    expect(await created).toMatchObject({ data: { total: 100 } });
    read.unsubscribe();
    created.reset();
  });
});

describe('Apollo Client', () => {
  it('shows an order, and an error in the response', async () => {
    const client = createApolloClient();
    const show = (id: string): ReactElement => (
      <ApolloProvider client={client}>
        <OrderTotalByApollo externalApiUrl={api.apiUrl} id={id} />
      </ApolloProvider>
    );
    const { findByText, findByRole, rerender } = render(show('7'));
    expect(await findByText('Total: 4200')).toBeTruthy();
    rerender(show('locked'));
    await waitFor(async () => {
      expect((await findByRole('alert')).textContent).toContain('The order is locked');
    });
    client.stop();
  });
});
