import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addOrderRoutes } from '../../examples/guides/src/add-order-routes.ts';
import { createAxiosApi } from '../../examples/guides/src/axios-fetch.ts';
import type { Order } from '../../examples/guides/src/order.ts';
import { startScriptedApi } from '../doors/start-scripted-api.ts';
import type { ScriptedApi } from '../doors/start-scripted-api.ts';
import { openPage } from './open-page.ts';

let api: ScriptedApi;
let closePage: () => void;

beforeAll(async () => {
  api = await startScriptedApi(addOrderRoutes);
  closePage = await openPage(api.gateway);
});

afterAll(async () => {
  closePage();
  await api.close();
});

describe('axios with the fetch adapter', () => {
  it('reads through the gateway', async () => {
    const { data, status } = await createAxiosApi(api.apiUrl).get<Order>('/orders/7');
    expect({ data, status }).toEqual({ data: { id: '7', total: 4200 }, status: 200 });
  });

  it('sends JSON', async () => {
    const { data } = await createAxiosApi(api.apiUrl).post<Order>('/orders', { total: 100 });
    expect(data).toEqual({ id: '8', total: 100 });
  });

  it('sends a form with its boundary when the type is named, which only Node needs', async () => {
    const form = new FormData();
    form.set('file', new Blob(['1;2\n'], { type: 'text/csv' }), 'orders.csv');
    const { data } = await createAxiosApi(api.apiUrl).post<{ headers: Record<string, string>; body: string }>(
      '/echo',
      form,
      { headers: { 'Content-Type': 'multipart/form-data' } },
    );
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(data.headers['content-type']!)?.[1];
    const body = Buffer.from(data.body, 'base64').toString();
    expect(body).toContain(`--${boundary!}`);
    expect(body).toContain('1;2\n');
  });

  it('gives bytes as they are', async () => {
    const { data } = await createAxiosApi(api.apiUrl).get<ArrayBuffer>('/bytes', { responseType: 'arraybuffer' });
    expect([...new Uint8Array(data)]).toEqual([0, 255, 13, 10, 0, 128]);
  });

  it('renews a stale platform token without the API noticing', async () => {
    api.gateway.expirePlatformTokens();
    const before = api.received.get('/orders/7') ?? 0;
    await createAxiosApi(api.apiUrl).get('/orders/7');
    expect(api.received.get('/orders/7')).toBe(before + 1);
  });

  it("rejects with the API's own words", async () => {
    await expect(createAxiosApi(api.apiUrl).get('/orders/none')).rejects.toMatchObject({
      code: 'http_error',
      source: 'api',
      statusCode: 404,
      message: `GET ${api.apiUrl}/orders/none responded with 404: There is no order none`,
      body: { message: 'There is no order none' },
    });
    await expect(createAxiosApi(api.apiUrl).get('/status/429')).rejects.toHaveProperty('headers.retry-after', '7');
  });

  it("rejects with the verifier's code", async () => {
    await expect(createAxiosApi(api.apiUrl).get('/other-project')).rejects.toMatchObject({
      code: 'project_not_allowed',
      source: 'verifier',
    });
  });

  it('gives the reason of a call that was wrong before it was sent', async () => {
    const call = createAxiosApi(api.apiUrl).get('/orders/7', { auth: { username: 'developer', password: 'secret' } });
    await expect(call).rejects.toMatchObject({ code: 'invalid_header', source: 'client' });
  });

  it('aborts', async () => {
    const controller = new AbortController();
    const call = createAxiosApi(api.apiUrl).get('/never', { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toHaveProperty('code', 'ERR_CANCELED');
  });
});
