import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { readOrder } from '../../examples/snippets/src/call-from-page.ts';
import { createVerifiedApi } from '../../examples/snippets/src/verified-api.ts';

let gateway: Gateway;
let api: Server;
let externalApiUrl: string;

beforeAll(async () => {
  // The API needs the gateway's URL and the gateway the API's, so the API's port is taken first.
  api = createServer();
  await new Promise((resolve) =>
    api.listen(0, '127.0.0.1', () => {
      resolve(undefined);
    }),
  );
  externalApiUrl = `http://localhost:${(api.address() as AddressInfo).port}`;
  gateway = createGateway({
    projects: ['my-project'],
    targets: [externalApiUrl],
    port: 0,
    permissions: ['canViewOrders'],
  });
  await gateway.listen();
  api.on('request', createVerifiedApi(gateway.url, externalApiUrl));
});

afterAll(async () => {
  await gateway.close();
  await new Promise((resolve) => api.close(resolve));
  Reflect.deleteProperty(globalThis, 'window');
});

describe('the three pieces of README.md', () => {
  it('make a verified call', async () => {
    const signIn = await fetch(`${gateway.url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { sessionToken } = (await signIn.json()) as { sessionToken: string };
    // A page, as far as the client looks at one.
    Object.assign(globalThis, {
      window: {
        app: { mcApiUrl: gateway.url },
        location: { origin: 'http://localhost:3001', pathname: '/my-project/orders' },
        sessionStorage: { getItem: (key: string) => (key === 'sessionToken' ? sessionToken : null) },
      },
    });
    expect(await readOrder(externalApiUrl, '7')).toEqual({
      id: '7',
      total: 4200,
      seenBy: 'developer',
      projectKey: 'my-project',
    });
  });
});
