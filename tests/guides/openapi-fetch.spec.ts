import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addOrderRoutes } from '../../examples/guides/src/add-order-routes.ts';
import { createOpenApi, readOrder } from '../../examples/guides/src/openapi-fetch.ts';
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

describe('openapi-fetch', () => {
  it('reads through the gateway', async () => {
    expect(await readOrder(createOpenApi(api.apiUrl), '7')).toEqual({ id: '7', total: 4200 });
  });

  it('sends a body that the description allows', async () => {
    const orders = createOpenApi(api.apiUrl);
    const { data } = await orders.POST('/orders', { body: { total: 100 } });
    expect(data).toEqual({ id: '8', total: 100 });
    // @ts-expect-error the description knows no such member
    await orders.POST('/orders', { body: { sum: 100 } });
    // @ts-expect-error the description knows no such path
    await expect(orders.GET('/notes')).rejects.toHaveProperty('statusCode', 404);
  });

  it('renews a stale platform token and repeats the body', async () => {
    api.gateway.expirePlatformTokens();
    const before = api.received.get('/orders') ?? 0;
    const { data } = await createOpenApi(api.apiUrl).POST('/orders', { body: { total: 200 } });
    expect(data).toEqual({ id: '8', total: 200 });
    expect(api.received.get('/orders')).toBe(before + 1);
  });

  it("rejects with the API's own words", async () => {
    await expect(readOrder(createOpenApi(api.apiUrl), 'none')).rejects.toMatchObject({
      code: 'http_error',
      source: 'api',
      statusCode: 404,
      message: `GET ${api.apiUrl}/orders/none responded with 404: There is no order none`,
    });
  });

  it("rejects with the verifier's code", async () => {
    await expect(readOrder(createOpenApi(`${api.apiUrl}/other-project`), '7')).rejects.toMatchObject({
      code: 'project_not_allowed',
      source: 'verifier',
    });
  });
});
