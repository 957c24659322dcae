import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addOrderRoutes } from '../../examples/guides/src/add-order-routes.ts';
import { createKyApi, readOrder } from '../../examples/guides/src/ky.ts';
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

describe('ky', () => {
  it('reads through the gateway', async () => {
    expect(await readOrder(createKyApi(api.apiUrl), '7')).toEqual({ id: '7', total: 4200 });
  });

  it('sends JSON, and asks for the permissions', async () => {
    const orders = createKyApi(api.apiUrl);
    expect(await orders.post('orders', { json: { total: 100 } }).json()).toEqual({ id: '8', total: 100 });
  });

  it('renews a stale platform token without the API noticing', async () => {
    api.gateway.expirePlatformTokens();
    const before = api.received.get('/orders/7') ?? 0;
    expect(await readOrder(createKyApi(api.apiUrl), '7')).toHaveProperty('total', 4200);
    expect(api.received.get('/orders/7')).toBe(before + 1);
  });

  it("rejects with the API's own words", async () => {
    await expect(readOrder(createKyApi(api.apiUrl), 'none')).rejects.toMatchObject({
      code: 'http_error',
      source: 'api',
      statusCode: 404,
      message: `GET ${api.apiUrl}/orders/none responded with 404: There is no order none`,
      body: { message: 'There is no order none' },
    });
  });

  it("rejects with the verifier's code", async () => {
    await expect(createKyApi(`${api.apiUrl}/other-project`).get('orders/7')).rejects.toHaveProperty(
      'response.status',
      403,
    );
    await expect(readOrder(createKyApi(`${api.apiUrl}/other-project`), '7')).rejects.toMatchObject({
      code: 'project_not_allowed',
      source: 'verifier',
    });
  });

  it('does not repeat a call that was wrong before it was sent', async () => {
    let attempts = 0;
    const orders = createKyApi(api.apiUrl).extend({
      headers: { cookie: 'a=b', authorization: 'Bearer x' },
      hooks: {
        beforeRequest: [
          () => {
            attempts += 1;
          },
        ],
      },
    });
    await expect(readOrder(orders, '7')).rejects.toMatchObject({ code: 'invalid_header', source: 'client' });
    expect(attempts).toBe(1);
  });
});
