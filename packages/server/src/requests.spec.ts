import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request as sendRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeWarnings } from '../../../test-support/warnings.ts';
import { createSessionAuthVerifier } from './index.ts';
import type { SessionAuthVerifier, SessionAuthVerifierOptions } from './index.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';

const audience = 'https://api.example.com';
const session = { userId: 'u1', projectKey: 'shop' };

let keys: KeyServer;
let bearer: string;
let verify: SessionAuthVerifier;
const createVerifier = <Request extends object>(options: Partial<SessionAuthVerifierOptions<Request>> = {}) =>
  createSessionAuthVerifier<Request>({
    audience,
    issuer: keys.issuer.issuer,
    projects: ['shop'],
    now: () => keys.now,
    ...options,
  });

beforeAll(async () => {
  keys = await startKeyServer();
  bearer = `Bearer ${keys.issuer.mint({ userId: 'u1', projectKey: 'shop', audience: `${audience}/orders` })}`;
  verify = createVerifier();
});
afterAll(() => keys.close());

describe('takes', () => {
  it.each(['authorization', 'Authorization', 'AUTHORIZATION'])('a plain object with the header %s', async (name) => {
    const request = { headers: { [name]: bearer }, url: '/orders' };
    await expect(verify(request, 'ignored', 1)).resolves.toEqual(session);
    expect(request).toHaveProperty('session', session);
  });

  it.each(['Bearer', 'bearer', 'BEARER', 'Bearer  '])('the scheme %p', async (scheme) => {
    const authorization = bearer.replace('Bearer', scheme);
    await expect(verify({ headers: { authorization }, url: '/orders' })).resolves.toEqual(session);
  });

  it('a WHATWG request', async () => {
    const request = new Request(`${audience}/orders?x=1`, { headers: { Authorization: bearer } });
    await expect(verify(request)).resolves.toEqual(session);
    // A worker behind a proxy sees another host; only the path counts.
    const behind = new Request('http://127.0.0.1:3000/orders', { headers: { Authorization: bearer } });
    await expect(verify(behind)).resolves.toEqual(session);
  });

  it('an Express request below a mounted router: the original URL counts', async () => {
    const request = { headers: { authorization: bearer }, originalUrl: '/orders', url: '/' };
    await expect(verify(request)).resolves.toEqual(session);
  });

  it('Lambda events of both formats, with "getRequestUrl"', async () => {
    interface HttpEvent {
      headers: Record<string, string>;
      rawPath: string;
      rawQueryString: string;
    }
    const verifyHttp = createVerifier<HttpEvent>({
      getRequestUrl: (event) => `${event.rawPath}${event.rawQueryString ? `?${event.rawQueryString}` : ''}`,
    });
    const event = { headers: { authorization: bearer }, rawPath: '/orders', rawQueryString: 'x=1' };
    await expect(verifyHttp(event)).resolves.toEqual(session);
    expect(event).toHaveProperty('session', session);

    const verifyRest = createVerifier<{ path: string }>({ getRequestUrl: (rest) => rest.path });
    const rest = {
      headers: { Authorization: bearer },
      multiValueHeaders: { Authorization: [bearer] },
      path: '/orders',
    };
    await expect(verifyRest(rest)).resolves.toEqual(session);
    const albOnly = { headers: null, multiValueHeaders: { authorization: [bearer] }, path: '/orders' };
    await expect(verifyRest(albOnly)).resolves.toEqual(session);
    const twice = {
      headers: { authorization: bearer },
      multiValueHeaders: { authorization: [bearer, bearer] },
      path: '/orders',
    };
    expect((await refusalOf(verifyRest(twice))).code).toBe('missing_authorization');
  });
});

describe('refuses', () => {
  it.each([
    ['no header', {}],
    ['an empty one', { authorization: '' }],
    ['another scheme', { authorization: 'Basic dTpw' }],
    ['no token', { authorization: 'Bearer ' }],
    ['a number', { authorization: 7 }],
    ['undefined', { authorization: undefined }],
  ])('%s as Authorization', async (_, headers) => {
    expect(await refusalOf(verify({ headers, url: '/orders' }))).toMatchObject({
      code: 'missing_authorization',
      statusCode: 401,
    });
  });

  it.each([[{}], [{ headers: null }], [{ headers: undefined, url: '/orders' }]])('the request %p', async (request) => {
    expect((await refusalOf(verify(request))).code).toBe('missing_authorization');
  });

  it.each([
    ['two spellings', () => ({ authorization: bearer, Authorization: bearer })],
    ['a list of two', () => ({ authorization: [bearer, bearer] })],
    ['two in one', () => ({ authorization: `${bearer}, ${bearer}` })],
    ['WHATWG headers with two', () => new Headers([['authorization', bearer], ['authorization', bearer]])], // prettier-ignore
  ])('%s', async (_, headers) => {
    expect((await refusalOf(verify({ headers: headers(), url: '/orders' }))).code).toBe('missing_authorization');
  });

  it('two headers in a Node request, of which Node shows only the first', async () => {
    const outcome = new Promise<unknown>((resolve) => {
      const server = createServer((request, response) => {
        response.end();
        server.close();
        resolve(refusalOf(verify(request)));
      });
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        const headers = ['Host', 'x', 'Authorization', bearer, 'Authorization', bearer];
        sendRequest({ port, host: '127.0.0.1', path: '/orders', headers, agent: false }).end();
      });
    });
    expect(await outcome).toMatchObject({ code: 'missing_authorization', actual: 'more than one' });
  });
});

it('replaces a session that was there, and says when it cannot', async () => {
  const request = { headers: { authorization: bearer }, url: '/orders', session: { userId: 'forged' } };
  await verify(request);
  expect(request.session).toEqual(session);
  expect((await refusalOf(verify(Object.freeze({ ...request })))).code).toBe('invalid_config');
});

it('tells the hooks, whose failures change nothing', async () => {
  const told: unknown[] = [];
  const hooked = createVerifier({
    onVerified: (event) => {
      told.push(event);
      throw new Error('hook');
    },
    onRejected: (event) => {
      told.push(event);
      return Promise.reject(new Error('hook'));
    },
  });
  const headers = { authorization: bearer, 'x-correlation-id': 'mc/shop/1' };
  await expect(hooked({ headers, url: '/orders' })).resolves.toEqual(session);
  const error = await refusalOf(hooked({ headers: { 'X-Correlation-ID': 'a\nb' } }));
  const proved = {
    issuer: keys.issuer.issuer,
    keyId: keys.issuer.jwks().keys[0]?.kid,
    projectKey: 'shop',
    correlationId: 'mc/shop/1',
  };
  // Nothing of a call that proved nothing, and no correlation ID that is none.
  expect(told).toEqual([
    { ...proved, session },
    { code: 'missing_authorization', error },
  ]);
  // The second hook rejects a little later than it is called.
  await new Promise((resolve) => setImmediate(resolve));
  const codes = takeWarnings().map(({ code }) => code);
  expect(codes.filter((code) => code === 'FORWARD_TO_HOOK_FAILED')).toHaveLength(2);
});
