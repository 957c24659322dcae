/** @jest-environment-options { "url": "http://localhost:3001/my-project/orders" } */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { SWRConfig } from 'swr';
import { startScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
import type { ScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
import { addOrderRoutes } from './add-order-routes.ts';
import { openPage } from './open-page.ts';
import { useOrder } from './swr.ts';

let api: ScriptedApi;
let cache: Map<string, object>;

beforeAll(async () => {
  api = await startScriptedApi(addOrderRoutes);
  await openPage(api.gateway.url);
});

beforeEach(() => {
  cache = new Map();
});

afterAll(() => api.close());

const order = { id: '7', total: 4200 };

const wrapper = ({ children }: { children: ReactNode }) => (
  <SWRConfig value={{ provider: () => cache as Map<string, never>, errorRetryInterval: 1 }}>{children}</SWRConfig>
);

describe('SWR', () => {
  it('reads through the gateway, once for two users of the same order', async () => {
    const before = api.received.get('/orders/7') ?? 0;
    const { result } = renderHook(
      () => [useOrder(api.apiUrl, 'my-project', '7'), useOrder(api.apiUrl, 'my-project', '7')],
      { wrapper },
    );
    await waitFor(() => {
      expect(result.current.map(({ data }) => data)).toEqual([order, order]);
    });
    expect(api.received.get('/orders/7')).toBe(before + 1);
  });

  it('keeps the Projects apart', async () => {
    const { result, rerender } = renderHook(({ projectKey }) => useOrder(api.apiUrl, projectKey, '7'), {
      wrapper,
      initialProps: { projectKey: 'my-project' },
    });
    await waitFor(() => {
      expect(result.current.data?.total).toBe(4200);
    });
    rerender({ projectKey: 'other' });
    await waitFor(() => {
      expect(result.current.error).toMatchObject({ code: 'project_access_denied', source: 'gateway' });
    });
    expect(result.current.data).toBeUndefined();
  });

  it('shows a refusal, and does not ask again', async () => {
    const { result } = renderHook(() => useOrder(api.apiUrl, 'my-project', 'none'), { wrapper });
    await waitFor(() => {
      expect(result.current.error).toMatchObject({
        statusCode: 404,
        message: `GET ${api.apiUrl}/orders/none responded with 404: There is no order none`,
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(api.received.get('/orders/none')).toBe(1);
  });

  it('asks again after a failure that may pass', async () => {
    const { result } = renderHook(() => useOrder(api.apiUrl, 'my-project', 'busy-once'), { wrapper });
    await waitFor(() => {
      expect(result.current.data).toEqual({ id: 'busy-once', total: 1 });
    });
    expect(api.received.get('/orders/busy-once')).toBe(2);
  });
});
