import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createSessionAuthVerifier } from './index.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';
import { until } from './test-support/until.ts';

// Cloudflare Workers end what a request has begun together with its response; here Node says that it is one.
const audience = 'https://api.example.com';
const own = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
let keys: KeyServer;
beforeAll(async () => {
  keys = await startKeyServer();
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Cloudflare-Workers' }, configurable: true });
});
afterAll(async () => {
  if (own) Object.defineProperty(globalThis, 'navigator', own);
  else Reflect.deleteProperty(globalThis, 'navigator');
  await keys.close();
});

it('the request that begins a fetch ahead of the end waits for it, and the others do not', async () => {
  const verify = createSessionAuthVerifier({
    audience,
    issuer: keys.issuer.issuer,
    projects: ['shop'],
    now: () => keys.now,
  });
  const call = () => {
    const token = keys.issuer.mint({ userId: 'u1', projectKey: 'shop', audience });
    return verify({ headers: { authorization: `Bearer ${token}` }, url: '/' });
  };
  await call();
  keys.now += 240_000;
  let answer: (() => void) | undefined;
  keys.answer = (_request, response) => {
    answer = () => response.end(JSON.stringify(keys.issuer.jwks()));
  };
  let isFirstServed = false;
  const first = call().finally(() => (isFirstServed = true));
  await Promise.all([call(), call()]);
  await until(() => answer !== undefined);
  expect(isFirstServed).toBe(false);
  answer?.();
  await expect(first).resolves.toMatchObject({ userId: 'u1' });
  expect(keys.fetches).toBe(2);
});
