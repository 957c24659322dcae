/** @jest-environment-options { "url": "http://localhost:3001/my-project/orders" } */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { startScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
import type { ScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
import { addOrderRoutes } from './add-order-routes.ts';
import { openPage } from './open-page.ts';
import { useCreateOrder, useOrder } from './tanstack-query.ts';

let api: ScriptedApi;
let client: QueryClient;

beforeAll(async () => {
  api = await startScriptedApi(addOrderRoutes);
  await openPage(api.gateway.url);
});

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retryDelay: 1, gcTime: Infinity } } });
});

afterAll(() => api.close());

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);

describe('TanStack Query', () => {
  it('reads through the gateway', async () => {
    const { result } = renderHook(() => useOrder(api.apiUrl, 'my-project', '7'), { wrapper });
    await waitFor(() => {
      expect(result.current.data).toEqual({ id: '7', total: 4200 });
    });
  });

  it('shows a refusal, and does not ask again', async () => {
    const { result } = renderHook(() => useOrder(api.apiUrl, 'my-project', 'none'), { wrapper });
    await waitFor(() => {
      expect(result.current.error).toMatchObject({
        statusCode: 404,
        message: `GET ${api.apiUrl}/orders/none responded with 404: There is no order none`,
      });
    });
    expect(result.current.failureCount).toBe(1);
    expect(api.received.get('/orders/none')).toBe(1);
  });

  it('asks again after a failure that may pass', async () => {
    const { result } = renderHook(() => useOrder(api.apiUrl, 'my-project', 'busy-once'), { wrapper });
    await waitFor(() => {
      expect(result.current.data).toEqual({ id: 'busy-once', total: 1 });
    });
    expect(api.received.get('/orders/busy-once')).toBe(2);
  });

  it('creates an order, and reads again what is on show', async () => {
    const { result } = renderHook(
      () => ({ order: useOrder(api.apiUrl, 'my-project', '7'), create: useCreateOrder(api.apiUrl, 'my-project') }),
      { wrapper },
    );
    await waitFor(() => {
      expect(result.current.order.isSuccess).toBe(true);
    });
    const before = api.received.get('/orders/7')!;
    await act(async () => {
      expect(await result.current.create.mutateAsync({ total: 100 })).toEqual({ id: '8', total: 100 });
    });
    expect(api.received.get('/orders/7')).toBe(before + 1);
  });

  it('aborts the call of a page that is gone', async () => {
    const { unmount } = renderHook(() => useOrder(api.apiUrl, 'my-project', 'slow'), { wrapper });
    await waitFor(() => {
      expect(api.received.get('/orders/slow')).toBe(1);
    });
    unmount();
    expect(client.getQueryState(['orders', 'my-project', 'slow'])).toMatchObject({ fetchStatus: 'idle', error: null });
  });
});
