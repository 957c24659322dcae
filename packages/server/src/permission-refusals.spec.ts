import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import fastify from 'fastify';
import { createSessionMiddleware, requirePermissions } from './express/index.ts';
import { requirePermissions as requireFastifyPermissions, sessionPlugin } from './fastify/index.ts';
import { createSessionGuard as createFetchGuard } from './fetch/index.ts';
import { assertPermissions, createSessionAuthVerifier } from './index.ts';
import type { RejectedEvent, VerifiedEvent } from './index.ts';
import { createSessionGuard as createLambdaGuard } from './lambda/index.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';

const api = 'https://api.example.com';
let keys: KeyServer;
let trail: (VerifiedEvent | RejectedEvent)[];
beforeAll(async () => {
  keys = await startKeyServer();
});
afterAll(() => keys.close());
beforeEach(() => {
  trail = [];
});

const optionsOf = () => ({
  audience: api,
  issuer: keys.issuer.issuer,
  projects: ['shop'],
  now: () => keys.now,
  onVerified: (event: VerifiedEvent) => trail.push(event),
  onRejected: (event: RejectedEvent) => trail.push(event),
});
const headersWith = (userPermissions?: string[]) => ({
  authorization: `Bearer ${keys.issuer.mint({ userId: 'user-1', projectKey: 'shop', audience: `${api}/orders`, userPermissions })}`,
  'x-correlation-id': 'mc/shop/user-1/1',
});
type Headers = ReturnType<typeof headersWith>;

/** Sends one call through a door that asks for canManageOrders; the answer doesn't matter here. */
const doors: Record<string, (headers: Headers) => Promise<unknown>> = {
  'headers and URL': async (headers) => {
    const session = await createSessionAuthVerifier(optionsOf())({ headers, url: '/orders' });
    if (session.userPermissions?.includes('canManageOrders')) return;
    await refusalOf(
      (async () => {
        await Promise.resolve();
        assertPermissions(session, 'canManageOrders');
      })(),
    );
  },
  Express: async (headers) => {
    const app = express();
    app.use(createSessionMiddleware(optionsOf()), requirePermissions('canManageOrders'), (_request, response) => {
      response.end();
    });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}/orders`, { headers });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
  Fastify: async (headers) => {
    const app = fastify();
    await app.register(sessionPlugin, optionsOf());
    app.get('/orders', { onRequest: requireFastifyPermissions('canManageOrders') }, () => 'done');
    const port = new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port;
    await fetch(`http://127.0.0.1:${port}/orders`, { headers });
    await app.close();
  },
  Fetch: (headers) =>
    createFetchGuard(optionsOf())((_request, session) => {
      assertPermissions(session, 'canManageOrders');
      return new Response('done');
    })(new Request(`${api}/orders`, { headers })),
  Lambda: (headers) =>
    createLambdaGuard(optionsOf())((_event, session) => {
      assertPermissions(session, 'canManageOrders');
      return 'done';
    })({ rawPath: '/orders', headers }),
};

describe.each(Object.entries(doors))('%s', (_name, send) => {
  const session = { userId: 'user-1', projectKey: 'shop' };

  it.each([
    ['insufficient_permissions', ['canViewOrders']],
    ['permissions_not_requested', undefined],
  ])('tells onRejected of %s, with who was refused', async (code, userPermissions) => {
    await send(headersWith(userPermissions));
    const [verified, rejected] = trail;
    expect(trail).toHaveLength(2);
    expect(verified).toMatchObject({ session });
    expect(rejected).toMatchObject({
      code,
      session,
      issuer: keys.issuer.issuer,
      keyId: keys.issuer.jwks().keys[0]?.kid,
      projectKey: 'shop',
      correlationId: 'mc/shop/user-1/1',
      error: { code },
    });
  });

  it('tells only onVerified of somebody who has the permission', async () => {
    await send(headersWith(['canManageOrders']));
    expect(trail).toHaveLength(1);
  });
});

it('shows nothing of it on the session', async () => {
  const session = await createSessionAuthVerifier(optionsOf())({ headers: headersWith(), url: '/orders' });
  expect(Object.keys(session)).toEqual(['userId', 'projectKey']);
  expect(structuredClone(session)).toStrictEqual({ userId: 'user-1', projectKey: 'shop' });
  expect(JSON.stringify(session)).toBe('{"userId":"user-1","projectKey":"shop"}');
});

it('takes sessions that no verifier of this process made', () => {
  expect(() => {
    assertPermissions({ userId: 'user-1', projectKey: 'shop', userPermissions: [] }, 'canManageOrders');
  }).toThrow(expect.objectContaining({ code: 'insufficient_permissions' }));
  expect(trail).toEqual([]);
});
