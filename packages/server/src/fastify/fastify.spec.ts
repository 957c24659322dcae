import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { isForwardToError } from '@forward-to/protocol';
import { startKeyServer } from '../test-support/start-key-server.ts';
import type { KeyServer } from '../test-support/start-key-server.ts';
import { requirePermissions, sessionPlugin } from './index.ts';
import type { SessionPluginOptions } from './index.ts';

const api = 'https://api.example.com';
let keys: KeyServer;
let options: SessionPluginOptions;
let app: FastifyInstance;

beforeAll(async () => {
  keys = await startKeyServer();
  options = { audience: api, issuer: keys.issuer.issuer, projects: ['shop'], now: () => keys.now };
});
beforeEach(() => {
  app = fastify();
});
afterEach(() => app.close());
afterAll(() => keys.close());

async function call(path: string, userPermissions?: string[]): Promise<Response> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as { port: number };
  const [pathname = ''] = path.split('?');
  const token = keys.issuer.mint({ userId: 'user-1', projectKey: 'shop', audience: api + pathname, userPermissions });
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { Authorization: `Bearer ${token}` } });
}

it('assigns the session to requests, with the prefix in the path', async () => {
  await app.register(
    async (instance) => {
      await instance.register(sessionPlugin, options);
      instance.get('/orders', (request) => request.session);
    },
    { prefix: '/api' },
  );
  expect(await (await call('/api/orders?page=2')).json()).toEqual({ userId: 'user-1', projectKey: 'shop' });
});

it('stands in front of the instance that registers it, and of no other', async () => {
  await app.register(async (instance) => {
    await instance.register(sessionPlugin, { ...options, audience: 'https://other.example.com' });
    instance.get('/orders', () => 'let in');
  });
  app.get('/health', () => 'ok');
  expect((await call('/orders')).status).toBe(401);
  expect(await (await call('/health')).text()).toBe('ok');
});

it('answers a refusal with its status, mark and body', async () => {
  await app.register(sessionPlugin, { ...options, projects: ['other'] });
  app.get('/orders', () => 'let in');
  const response = await call('/orders');
  expect([response.status, response.headers.get('x-forward-to-error')]).toEqual([403, 'verifier/project_not_allowed']);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await response.json()).toMatchObject({ forwardToError: { code: 'project_not_allowed' } });
});

it('throws refusals to the error handler with passErrors', async () => {
  await app.register(sessionPlugin, { ...options, projects: ['other'], passErrors: true });
  app.get('/orders', () => 'let in');
  app.setErrorHandler((error, _request, reply) =>
    reply.code(418).send(isForwardToError(error) ? error.code : 'unknown'),
  );
  const response = await call('/orders');
  expect([response.status, await response.text()]).toEqual([418, 'project_not_allowed']);
});

it('lets only users with the permissions through', async () => {
  await app.register(sessionPlugin, options);
  app.get('/orders', { onRequest: requirePermissions('canViewOrders', 'canManageOrders') }, () => 'let in');
  const outcome = async (permissions?: string[]) => {
    const response = await call('/orders', permissions);
    return [response.status, response.headers.get('x-forward-to-error')];
  };
  expect(await outcome(['canViewOrders', 'canManageOrders'])).toEqual([200, null]);
  expect(await outcome(['canViewOrders'])).toEqual([403, 'verifier/insufficient_permissions']);
  expect(await outcome()).toEqual([403, 'verifier/permissions_not_requested']);
});

it('lets nobody through without the plugin', async () => {
  app.get('/orders', { onRequest: requirePermissions('canViewOrders') }, () => 'let in');
  expect((await call('/orders', ['canViewOrders'])).status).toBe(401);
});

it('does not start without projects or without a named permission', async () => {
  const silent = { ...options, projects: undefined } as unknown as SessionPluginOptions;
  await expect(app.register(sessionPlugin, silent).ready()).rejects.toThrow(/"projects" is missing/);
  expect(() => requirePermissions()).toThrow(/No permission is named/);
});

it('gives getRequestUrl the request of Fastify', async () => {
  await app.register(sessionPlugin, {
    ...options,
    getRequestUrl: ({ request }) => request.url.replace('/inner', ''),
  });
  app.get('/inner/orders', (request) => request.session.userId);
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as { port: number };
  const token = keys.issuer.mint({ userId: 'user-1', projectKey: 'shop', audience: `${api}/orders` });
  const headers = { Authorization: `Bearer ${token}` };
  expect(await (await fetch(`http://127.0.0.1:${port}/inner/orders`, { headers })).text()).toBe('user-1');
});
