import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { startKeyServer } from '../test-support/start-key-server.ts';
import type { KeyServer } from '../test-support/start-key-server.ts';
import { createSessionMiddleware, requirePermissions } from './index.ts';
import type { SessionMiddlewareOptions } from './index.ts';

let keys: KeyServer;
let server: Server;
let url: string;

beforeAll(async () => {
  keys = await startKeyServer();
});
afterAll(() => keys.close());
beforeEach(async () => {
  keys.reset();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('%s', (_name, framework) => {
  /** Serves an application with these options, and gives what it passed to its error handler. */
  const serve = (options: Partial<SessionMiddlewareOptions> = {}) => {
    const passed: unknown[] = [];
    const app = framework();
    const router = framework.Router();
    router.use(
      createSessionMiddleware({
        audience: url,
        issuer: keys.issuer.issuer,
        projects: ['shop'],
        now: () => keys.now,
        ...options,
      }),
    );
    router.get('/orders', (request, response) => {
      response.json((request as { session?: unknown }).session);
    });
    router.get('/guarded', requirePermissions('canViewOrders', 'canManageOrders'), (_request, response) => {
      response.json('let in');
    });
    app.use('/api', router);
    app.get('/open', requirePermissions('canViewOrders'), (_request, response) => {
      response.json('let in');
    });
    const handleError: express.ErrorRequestHandler = (error, _request, response, next) => {
      passed.push(error);
      if (response.headersSent) next(error);
      else response.status(418).end();
    };
    app.use(handleError);
    server.on('request', app as RequestListener);
    return passed;
  };
  const call = (path: string, subject: { userPermissions?: string[]; projectKey?: string } | null = {}) => {
    const token = keys.issuer.mint({ userId: 'u1', projectKey: 'shop', audience: url + path, ...subject });
    return fetch(url + path, subject === null ? {} : { headers: { Authorization: `Bearer ${token}` } });
  };

  it('assigns the session, below a mounted router too', async () => {
    serve();
    const response = await call('/api/orders', { userPermissions: ['canViewOrders'] });
    expect(await response.json()).toEqual({ userId: 'u1', projectKey: 'shop', userPermissions: ['canViewOrders'] });
  });

  it('answers 401 without a token, with the scheme and nothing about itself', async () => {
    serve({ exposeDetails: false });
    const response = await call('/api/orders', null);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('x-forward-to-error')).toBe('verifier/missing_authorization');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      forwardToError: {
        source: 'verifier',
        code: 'missing_authorization',
        message: 'The request has no bearer token',
      },
    });
  });

  it('answers 401 to a bad token, with details for a gateway on this machine', async () => {
    serve();
    keys.now += 1;
    const response = await fetch(`${url}/api/orders`, { headers: { Authorization: 'Bearer x.y.z' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await response.json()).toMatchObject({
      forwardToError: { code: 'malformed_token', hint: expect.stringContaining('Authorization') },
    });
  });

  it('answers 403 for a Project that is not served, and names only those that are', async () => {
    serve();
    const response = await call('/api/orders', { projectKey: 'other-shop' });
    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toBeNull();
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ forwardToError: { code: 'project_not_allowed', expected: ['shop'] } });
    expect(text).not.toContain('other-shop');
  });

  it('answers 400 for a path with dot segments and 503 without keys', async () => {
    serve();
    keys.answer = (_request, response) => response.writeHead(500).end();
    expect((await call('/api/orders')).status).toBe(503);
    keys.answer = undefined;
    keys.now += 10_000;
    expect((await call('/api//orders')).status).toBe(400);
  });

  it('hands refusals on with "passErrors", those of the guard too', async () => {
    const passed = serve({ passErrors: true });
    expect((await call('/api/orders', null)).status).toBe(418);
    expect((await call('/api/guarded')).status).toBe(418);
    expect(passed).toEqual([
      expect.objectContaining({ code: 'missing_authorization', statusCode: 401 }),
      expect.objectContaining({ code: 'permissions_not_requested', statusCode: 403 }),
    ]);
  });

  it.each([
    [{ userPermissions: ['canViewOrders', 'canManageOrders', 'canViewOther'] }, 200, undefined],
    [{ userPermissions: ['canViewOrders'] }, 403, 'insufficient_permissions'],
    [{ userPermissions: [] }, 403, 'insufficient_permissions'],
    [{ userPermissions: ['canVieworders', 'canmanageorders'] }, 403, 'insufficient_permissions'],
    [{}, 403, 'permissions_not_requested'],
  ])('guards a route: %j gets %i', async (subject, status, code) => {
    serve();
    const response = await call('/api/guarded', subject);
    expect(response.status).toBe(status);
    if (code !== undefined) expect(await response.json()).toMatchObject({ forwardToError: { code } });
  });

  it('names the permissions that lack', async () => {
    serve();
    const response = await call('/api/guarded', { userPermissions: ['canViewOrders'] });
    expect(await response.json()).toMatchObject({ forwardToError: { expected: ['canManageOrders'] } });
  });

  it('lets nobody through a guard without a session, and shows no details there', async () => {
    serve();
    const response = await call('/open', { userPermissions: ['canViewOrders'] });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      forwardToError: expect.not.objectContaining({ hint: expect.anything() }),
    });
  });
});

it('needs names of permissions', () => {
  const create = requirePermissions as (...names: unknown[]) => unknown;
  for (const names of [[], [''], [undefined], [['canViewOrders']]]) {
    expect(() => create(...names)).toThrow(expect.objectContaining({ code: 'invalid_config' }));
  }
});
