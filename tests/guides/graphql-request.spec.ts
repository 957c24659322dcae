import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addOrderRoutes } from '../../examples/guides/src/add-order-routes.ts';
import { createGraphQLApi, readOrder } from '../../examples/guides/src/graphql-request.ts';
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

describe('graphql-request', () => {
  it('reads through the gateway', async () => {
    const orders = createGraphQLApi(api.apiUrl);
    expect(await readOrder(orders, '7')).toEqual({ id: '7', total: 4200 });
    expect(await readOrder(orders, 'none')).toBeNull();
  });

  it('renews a stale platform token without the API noticing', async () => {
    api.gateway.expirePlatformTokens();
    const before = api.received.get('/graphql') ?? 0;
    await readOrder(createGraphQLApi(api.apiUrl), '7');
    expect(api.received.get('/graphql')).toBe(before + 1);
  });

  it('rejects with a typed error when the call is refused', async () => {
    await expect(readOrder(createGraphQLApi(`${api.apiUrl}/other-project`), '7')).rejects.toMatchObject({
      code: 'project_not_allowed',
      source: 'verifier',
      statusCode: 403,
    });
  });

  it('rejects with an error of its own when the schema or a resolver refuses', async () => {
    const orders = createGraphQLApi(api.apiUrl);
    await expect(readOrder(orders, 'locked')).rejects.toHaveProperty(
      'response.errors.0.message',
      'The order is locked',
    );
    await expect(orders.request('{ nothing }')).rejects.toHaveProperty('response.status', 200);
  });

  it('has the variables in the message of that error', async () => {
    await expect(readOrder(createGraphQLApi(api.apiUrl), 'locked')).rejects.toThrow('"variables":{"id":"locked"}');
  });
});
