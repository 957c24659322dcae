import { describe, expect, it } from '@jest/globals';
import { actions, createMiddleware } from '../index.ts';
import { resolveService } from './index.ts';

const resolve = (service: string, options: Record<string, unknown> = {}, projectKey: string | undefined = 'shop') =>
  resolveService({ service, options, projectKey });

describe('resolveService', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['products', { id: '1' }, '/shop/products/1'],
    ['products', { page: 2, perPage: 5 }, '/shop/products?limit=5&offset=5'],
    ['orders', { where: ['id="1"'] }, '/shop/orders?where=id%3D%221%22'],
    ['customers', {}, '/shop/customers'],
  ])('makes a path of %s with %j', (service, options, path) => {
    expect(resolve(service, options)).toBe(path);
  });

  it.each([['bogus'], ['constructor'], ['__proto__'], ['toString']])('refuses the service %s', (service) => {
    expect(() => resolve(service)).toThrow(expect.objectContaining({ code: 'invalid_config', source: 'client' }));
  });

  it('keeps why the library refuses options', () => {
    expect(() => resolve('products', { bogus: 1 })).toThrow(
      expect.objectContaining({
        code: 'invalid_config',
        cause: expect.objectContaining({ message: expect.any(String) }),
      }),
    );
  });

  it.each(['../../other/products/1', '..', '%2e%2E/x', '.?a'])('refuses the id %s', (id) => {
    expect(() => resolve('products', { id })).toThrow(expect.objectContaining({ code: 'invalid_config' }));
  });

  it('asks for a Project', () => {
    expect(() => resolveService({ service: 'products', options: {}, projectKey: undefined })).toThrow(
      expect.objectContaining({ code: 'missing_context' }),
    );
  });
});

it('gives the middleware its path, below the service of the gateway', async () => {
  const seen: unknown[] = [];
  const middleware = createMiddleware({
    resolveService,
    context: { mcApiUrl: 'https://mc-api.example.com', projectKey: 'shop' },
    fetch: (url) => {
      seen.push(url);
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  });
  const dispatched: unknown[] = [];
  const dispatch = (action: unknown) => dispatched.push(action);
  const run = middleware({ dispatch: dispatch as never, getState: () => ({}) })(() => undefined);
  const action = actions.get({ service: 'products', options: { id: '1' }, mcApiProxyTarget: 'ctp' });
  expect(await run(action)).toBeUndefined();
  expect(seen).toEqual(['https://mc-api.example.com/proxy/ctp/shop/products/1']);
  expect(dispatched).toEqual([
    { type: 'SHOW_LOADING', payload: 'sdk.get(/proxy/ctp/shop/products/1)' },
    { type: 'HIDE_LOADING', payload: 'sdk.get(/proxy/ctp/shop/products/1)' },
  ]);
});
