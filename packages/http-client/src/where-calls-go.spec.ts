import { createServer } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { createHttpClient } from './index.ts';
import type { ForwardToRequestInit, HttpClient } from './index.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
}

let server: Server;
let gateway: string;
let seen: Seen[] = [];
let answer: { status: number; headers: OutgoingHttpHeaders; body: string };
let client: HttpClient;

beforeAll(async () => {
  server = createServer(({ method, url, headers }, response) => {
    seen.push({ method, url, headers });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createHttpClient({ context: { mcApiUrl: gateway, projectKey: 'my-project', sessionToken: 'session' } });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen = [];
  answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' };
});

async function errorOf(
  call: Promise<unknown>,
): Promise<ForwardToError & { body?: unknown; headers?: Record<string, string> }> {
  try {
    await call;
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
  throw new Error('The call did not reject.');
}

describe('a fetcher for another origin than the gateway', () => {
  it.each([
    'https://api.example.com/orders',
    ' https://api.example.com',
    'HTTPS://api.example.com',
    '//api.example.com/orders',
    '\\\\api.example.com',
    '/\\api.example.com',
    'http://127.0.0.1:1/proxy/forward-to',
  ])('is rejected before it gets the session (%s)', async (url) => {
    let asked = 0;
    const fetcher = Object.assign(
      () => {
        asked += 1;
        return Promise.resolve({ data: 1, statusCode: 200, getHeader: () => null });
      },
      { url },
    );
    expect((await errorOf(client.executeHttpClientRequest(fetcher))).code).toBe('invalid_config');
    expect(asked).toBe(0);
  });

  it('may call the gateway, the local gateway, and a path of the page', async () => {
    const local = createHttpClient({
      context: { mcApiUrl: 'https://mc-api.example.com', forwardToUrl: `${gateway}/proxy/forward-to`, projectKey: 'a' },
    });
    for (const url of [`${gateway}/proxy/forward-to`, 'https://mc-api.example.com/graphql', '/graphql', 'graphql']) {
      const fetcher = Object.assign(() => Promise.resolve({ data: url, statusCode: 200, getHeader: () => null }), {
        url,
      });
      expect(await local.executeHttpClientRequest(fetcher)).toBe(url);
    }
  });
});

describe('what is sent', () => {
  const send = async (init: ForwardToRequestInit) => {
    await client.forwardToRequest('https://api.example.com/orders', init);
    return seen[0]!;
  };

  it('goes to /proxy/forward-to with the session, the Project and the target', async () => {
    const { method, url, headers } = await send({ method: 'POST', json: { a: 1 }, headers: { 'x-foo': 'bar' } });
    expect([method, url]).toEqual(['POST', '/proxy/forward-to']);
    expect(headers).toMatchObject({
      accept: 'application/json',
      'accept-version': 'v2',
      authorization: 'Bearer session',
      'content-type': 'application/json',
      'x-forward-to': 'https://api.example.com/orders',
      'x-forward-to-audience-policy': 'forward-url-full-path',
      'x-forward-header-x-foo': 'bar',
      'x-project-key': 'my-project',
    });
    expect(Object.keys(headers)).not.toContain('x-force-token');
    expect(headers['x-correlation-id']).toMatch(/^mc\/my-project\/[\da-f-]{36}$/);
  });

  it.each([
    [{ method: 'GET', body: 'x' }, 'invalid_config'],
    [{ method: 'head', json: {} }, 'invalid_config'],
    [{ method: 'POST', body: 'x', json: {} }, 'invalid_config'],
    [{ method: 'GETX', body: 'x' }, undefined],
    [{ method: 'POST', body: null, json: { a: 1 } }, undefined],
  ])('is checked before: %j', async (init, code) => {
    const call = client.forwardToRequest('https://api.example.com', init as unknown as ForwardToRequestInit);
    if (code === undefined) {
      await call.catch((error: unknown) => {
        expect(isForwardToError(error) && error.code).not.toBe('invalid_config');
      });
    } else {
      expect((await errorOf(call)).code).toBe(code);
      expect(seen).toEqual([]);
    }
  });

  it('asks for a fresh platform token in the one repetition only', async () => {
    answer = { status: 401, headers: {}, body: '' };
    const { statusCode, code } = await errorOf(client.forwardToRequest('https://api.example.com'));
    expect([statusCode, code]).toEqual([401, 'http_error']);
    expect(seen.map(({ headers }) => headers['x-force-token'])).toEqual([undefined, 'true']);
  });

  it.each(['api/http_error', 'verifier/token_expired'])('is not repeated after a 401 marked %s', async (mark) => {
    answer = { status: 401, headers: { 'x-forward-to-error': mark }, body: '' };
    const { source } = await errorOf(client.forwardToRequest('https://api.example.com'));
    expect(source).toBe(mark.split('/')[0]);
    expect(seen).toHaveLength(1);
  });

  it.each([400, 403, 404, 500])('is not repeated after %d', async (status) => {
    answer = { status, headers: {}, body: '' };
    expect((await errorOf(client.forwardToRequest('https://api.example.com'))).statusCode).toBe(status);
    expect(seen).toHaveLength(1);
  });

  it('follows no redirect', async () => {
    answer = { status: 302, headers: { location: `${gateway}/elsewhere` }, body: '' };
    const doors = [
      () => client.forwardToRequest('https://api.example.com'),
      () => client.executeHttpClientRequest(client.createFetcher(`${gateway}/proxy/forward-to`)),
    ];
    for (const call of doors) expect((await errorOf(call())).statusCode).toBe(302);
    expect(seen.map(({ url }) => url)).toEqual(['/proxy/forward-to', '/proxy/forward-to']);
  });
});

describe('the error of a response', () => {
  it('has its headers, but for cookies and the session token', async () => {
    answer = {
      status: 404,
      headers: { 'set-cookie': ['a=1', 'b=2'], 'x-refreshed-session-token': 'fresh', 'x-own': 'kept' },
      body: 'gone',
    };
    const { headers, body } = await errorOf(client.forwardToRequest('https://api.example.com'));
    expect(headers).toMatchObject({ 'x-own': 'kept' });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(JSON.stringify([headers, body])).not.toContain('fresh');
  });

  it.each([
    ['verifier/token_expired', 'token_expired', 'verifier'],
    ['verifier/made_up', 'http_error', 'verifier'],
    ['api/token_expired', 'http_error', 'api'],
    ['gateway/target_timeout', 'target_timeout', 'gateway'],
    ['gateway/token_expired', 'http_error', 'gateway'],
    ['nobody/token_expired', 'http_error', 'unknown'],
  ])('marked %s has the code %s and the source %s', async (mark, code, source) => {
    answer = { status: 403, headers: { 'x-forward-to-error': mark }, body: '' };
    expect(await errorOf(client.forwardToRequest('https://api.example.com'))).toMatchObject({ code, source });
  });

  it('believes no body without a mark', async () => {
    answer.status = 403;
    answer.body = JSON.stringify({ forwardToError: { source: 'gateway', code: 'origin_not_allowed', message: 'No.' } });
    expect(await errorOf(client.forwardToRequest('https://api.example.com'))).toMatchObject({
      code: 'http_error',
      source: 'unknown',
      message: expect.stringContaining('No.'),
    });
  });
});
