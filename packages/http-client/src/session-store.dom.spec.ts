import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createFetcher, createForwardToFetch, executeHttpClientRequest } from './index.ts';

const server = createServer((request, response) => {
  response.setHeader('access-control-allow-origin', '*');
  if (request.method === 'POST') response.setHeader('x-refreshed-session-token', 'fresh');
  response.setHeader('content-type', 'application/json').end(JSON.stringify(request.headers.authorization ?? null));
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(window, { app: { mcApiUrl: url } });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('stores a refreshed session token, and uses it from then on', async () => {
  sessionStorage.setItem('sessionToken', 'old');
  localStorage.setItem('isAuthenticated', 'true');
  const seen = await executeHttpClientRequest<string>(createFetcher(url, { method: 'POST', json: {} }));
  expect(seen).toBe('Bearer old');
  expect(sessionStorage.getItem('sessionToken')).toBe('fresh');
  expect(localStorage.getItem('loginStrategy')).toBe('oidc');
  expect(localStorage.getItem('isAuthenticated')).toBeNull();
  const response = await createForwardToFetch()('http://127.0.0.1:1/x');
  expect(await response.json()).toBe('Bearer fresh');
});
