import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSessionAuthVerifier } from './index.ts';
import type { SessionAuthVerifierOptions } from './index.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';

const origin = 'https://api.example.com';

let keys: KeyServer;
beforeAll(async () => {
  keys = await startKeyServer();
});
afterAll(() => keys.close());

/** Calls a path with a token for an audience. */
const call = (url: unknown, audience: unknown, options: Partial<SessionAuthVerifierOptions> = {}) => {
  const verify = createSessionAuthVerifier({
    audience: origin,
    issuer: keys.issuer.issuer,
    projects: ['shop'],
    jwks: { keys: keys.issuer.jwks() },
    now: () => keys.now,
    ...options,
  });
  const claims = keys.issuer.claimsFor({ userId: 'u1', projectKey: 'shop', audience: '' });
  const token = keys.issuer.sign({ ...claims, aud: audience });
  return verify({ headers: { authorization: `Bearer ${token}` }, url });
};
const session = { userId: 'u1', projectKey: 'shop' };

describe('forward-url-full-path', () => {
  it.each([
    ['/orders', '/orders'],
    ['/orders?page=2', '/orders'],
    ['/orders/', '/orders/'],
    ['/a%20b/%C3%A9', '/a%20b/%C3%A9'],
    ['/caf%c3%a9;v=1', '/caf%c3%a9;v=1'],
    ['/.well-known/x..y', '/.well-known/x..y'],
    ['/?next=//x/../y', ''],
    ['/', '/'],
    ['/', ''],
  ])('lets %s in for the audience %s', async (url, path) => {
    await expect(call(url, origin + path)).resolves.toEqual(session);
  });

  it.each([
    ['/orders', '/orders/'],
    ['/orders/', '/orders'],
    ['/orders', '/Orders'],
    ['/orders', '/orders?page=2'],
    ['/a%2Fb', '/a/b'],
    ['/caf%c3%a9', '/caf%C3%A9'],
    ['/orders', ''],
    ['/', '/orders'],
  ])('refuses %s for the audience %s', async (url, path) => {
    expect((await refusalOf(call(url, origin + path))).code).toBe('audience_mismatch');
  });

  it.each([
    ['/a/../orders'],
    ['/./orders'],
    ['/orders/..'],
    ['/a/%2e%2E/orders'],
    ['/a/.%2e'],
    ['//orders'],
    ['/a//orders'],
    ['/a\\..\\orders'],
    ['https://api.example.com/orders'],
    ['orders'],
    ['*'],
    [''],
    ['/orders#x'],
    ['/ord\ters'],
    [undefined],
    [7],
    [null],
  ])('refuses the URL %p rather than resolving it', async (url) => {
    expect(await refusalOf(call(url, `${origin}/orders`))).toMatchObject({
      code: 'invalid_request_url',
      statusCode: 400,
    });
  });
});

describe('forward-url-origin', () => {
  const audiencePolicy = 'forward-url-origin';

  it('lets any path in, and needs no URL', async () => {
    await expect(call('/orders', origin, { audiencePolicy })).resolves.toEqual(session);
    await expect(call(undefined, origin, { audiencePolicy })).resolves.toEqual(session);
  });

  it('refuses a token for one path', async () => {
    expect((await refusalOf(call('/orders', `${origin}/orders`, { audiencePolicy }))).code).toBe('audience_mismatch');
  });
});

it('knows several origins, and their usual spellings', async () => {
  const audience = ['HTTPS://API.example.com:443/', 'http://localhost:6001'];
  await expect(call('/orders', `${origin}/orders`, { audience })).resolves.toEqual(session);
  await expect(call('/orders', 'http://localhost:6001/orders', { audience })).resolves.toEqual(session);
  expect((await refusalOf(call('/orders', 'http://localhost:6002/orders', { audience }))).code).toBe(
    'audience_mismatch',
  );
});

it('adds the base path that a proxy strips', async () => {
  const options = { basePath: '/api/' };
  await expect(call('/orders', `${origin}/api/orders`, options)).resolves.toEqual(session);
  await expect(call('/', `${origin}/api`, options)).resolves.toEqual(session);
  await expect(call('/', `${origin}/api/`, options)).resolves.toEqual(session);
  expect((await refusalOf(call('/orders', `${origin}/orders`, options))).code).toBe('audience_mismatch');
  expect((await refusalOf(call('/', origin, options))).code).toBe('audience_mismatch');
});

it('takes the URL from "getRequestUrl", and refuses when that throws', async () => {
  await expect(call(undefined, `${origin}/orders`, { getRequestUrl: () => '/orders?x=1' })).resolves.toEqual(session);
  const fails = () => {
    throw new Error('no path');
  };
  expect((await refusalOf(call('/orders', `${origin}/orders`, { getRequestUrl: fails }))).code).toBe(
    'invalid_request_url',
  );
});

describe('the hint of a mismatch', () => {
  const hint = async (url: string, audience: string, options?: Partial<SessionAuthVerifierOptions>) =>
    (await refusalOf(call(url, audience, options))).hint;

  it.each([
    ['/orders', origin, /audiencePolicy: 'forward-url-origin'/],
    ['/orders', `${origin}/orders/`, /slash at the end/],
    ['/orders', `${origin}/api/v1/orders`, /basePath: '\/api\/v1'/],
    ['/orders', 'https://tunnel.example.net/orders', /tunnel.*audience: 'https:\/\/tunnel.example.net'/],
    ['/orders', 'http://api.example.com/orders', /audience: 'http:\/\/api.example.com'/],
    ['/a%2Db', `${origin}/a-b`, /percent-encoding/],
    ['/orders', `${origin}/Orders`, /upper and lower case/],
    ['/orders', `${origin}/invoices`, /another path/],
    ['/api/orders', `${origin}/orders`, /adds something to the beginning of the path/],
    ['/orders', 'my-audience', /not a URL/],
  ])('for %s and %s says why', async (url, audience, reason) => {
    expect(await hint(url, audience)).toMatch(reason);
  });

  it('names a needless base path, and the policy of the client', async () => {
    expect(await hint('/orders', `${origin}/orders`, { basePath: '/api' })).toMatch(/Remove the option "basePath"/);
    expect(await hint('/orders', `${origin}/orders`, { audiencePolicy: 'forward-url-origin' })).toMatch(/the client/i);
  });

  it('recognises a session token and the gateway itself', async () => {
    expect(await hint('/orders', `${keys.issuer.issuer}/`)).toMatch(/gateway itself/);
    const verify = createSessionAuthVerifier({
      audience: origin,
      issuer: keys.issuer.issuer,
      projects: 'any',
      jwks: { keys: keys.issuer.jwks() },
      now: () => keys.now,
    });
    const claims = keys.issuer.claimsFor({ userId: 'u1', projectKey: 'shop', audience: keys.issuer.issuer });
    const authorization = `Bearer ${keys.issuer.sign({ ...claims, type: 'session' })}`;
    expect((await refusalOf(verify({ headers: { authorization }, url: '/orders' }))).hint).toMatch(/session token/);
  });

  it('comes with what was expected and what came', async () => {
    expect(await refusalOf(call('/orders?secret', `https://u:p@other.example/orders?secret`))).toMatchObject({
      expected: [`${origin}/orders`],
      actual: 'https://other.example/orders',
    });
  });
});

it.each([
  ['/é', '/%C3%A9'],
  ['/a"<>`{}', '/a%22%3C%3E%60%7B%7D'],
  ["/!$&'()*+,;=:@~_-.%20%zz", "/!$&'()*+,;=:@~_-.%20%zz"],
])('compares %s in the spelling of the gateway', async (url, spelling) => {
  expect(new URL(origin + url).pathname).toBe(spelling);
  await expect(call(url, origin + spelling)).resolves.toEqual(session);
});
