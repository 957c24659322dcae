import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { createHttpClient } from './index.ts';
import type { ForwardToRequestInit, HttpClient, HttpClientSettings } from './index.ts';

interface Received {
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const URI = 'https://api.example.com/orders';
let received: Received[] = [];
let answer: (response: ServerResponse, request: Received) => void;

const server = createServer((request, response) => {
  void text(request).then((body) => {
    const seen = { method: request.method ?? '', headers: request.headers, body };
    received.push(seen);
    answer(response, seen);
  });
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterEach(() => {
  received = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const gatewayUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const connect = (settings: Partial<HttpClientSettings> = {}): HttpClient =>
  createHttpClient({ context: { mcApiUrl: gatewayUrl(), projectKey: 'shop' }, ...settings });

function reply(response: ServerResponse, status: number, body: unknown = {}, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function errorOf(promise: Promise<unknown>): Promise<ForwardToError> {
  const error: unknown = await promise.then(
    () => new Error('resolved'),
    (reason: unknown) => reason,
  );
  if (!isForwardToError(error)) throw error;
  return error;
}

describe('an answer of a program that is not ours', () => {
  it.each([
    ['a code of the gateway', 'gateway/target_not_allowed', 'target_not_allowed'],
    ['a code of the verifier', 'verifier/project_not_allowed', 'project_not_allowed'],
    ['a code that nobody knows', 'gateway/made_up', 'http_error'],
    ['a code of another source', 'verifier/target_not_allowed', 'http_error'],
    ['a name that every object has', 'gateway/constructor', 'http_error'],
    ['a code that the API claims', 'api/unauthenticated', 'http_error'],
  ])('%s is %s → %s', async (_, mark, code) => {
    answer = (response) => {
      reply(
        response,
        403,
        { forwardToError: { code: mark.split('/')[1], message: 'No.' } },
        { 'x-forward-to-error': mark },
      );
    };
    expect(await errorOf(connect().forwardToRequest(URI))).toMatchObject({
      code,
      message: `GET ${URI} responded with 403: No.`,
      statusCode: 403,
    });
  });

  it('has a hint that is text, whatever the body says', async () => {
    answer = (response) => {
      reply(response, 400, { forwardToError: { code: 'x', message: 'No.', hint: { a: 1 } } });
    };
    expect(typeof (await errorOf(connect().forwardToRequest(URI))).hint).toBe('string');
  });

  it('may be an object whose methods need their this', async () => {
    class TransportAnswer {
      readonly statusCode = 401;
      readonly data = 'no';
      readonly #marks = new Map([['x-forward-to-error', 'api/http_error']]);
      getHeader(name: string): string | null {
        return this.#marks.get(name) ?? null;
      }
    }
    const call = connect().executeHttpClientRequest(() => Promise.resolve(new TransportAnswer()));
    expect(await errorOf(call)).toMatchObject({ code: 'http_error', source: 'api', body: 'no' });
  });
});

describe('a body', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;

  it.each(['forwardToRequest', 'createFetcher'])('without a JSON form is invalid_config (%s)', async (door) => {
    const client = connect();
    const call =
      door === 'forwardToRequest'
        ? client.forwardToRequest(URI, { method: 'POST', json: circle })
        : client.executeHttpClientRequest(client.createFetcher(gatewayUrl(), { method: 'POST', json: circle }));
    expect(await errorOf(call)).toMatchObject({ code: 'invalid_config', source: 'client' });
    expect(received).toEqual([]);
  });

  it('that is a stream of Node goes out once', async () => {
    answer = (response) => {
      reply(response, 401);
    };
    const body = Readable.from([Buffer.from('abc')]) as unknown as BodyInit;
    expect(await errorOf(connect().forwardToRequest(URI, { method: 'POST', body }))).toMatchObject({ statusCode: 401 });
    expect(received.map((call) => call.body)).toEqual(['abc']);
  });

  it('of a Request arrives where the platform has no Request.body', async () => {
    answer = (response) => {
      reply(response, 200);
    };
    const request = new Request(URI, { method: 'POST', body: 'hello' });
    Object.defineProperty(request, 'body', { value: undefined });
    await connect().createForwardToFetch()(request, { headers: undefined as unknown as HeadersInit });
    expect(received[0]).toMatchObject({ method: 'POST', body: 'hello' });
  });

  it('that is a stream does not tell the other calls that a renewal was refused', async () => {
    answer = (response, { headers }) => {
      reply(response, headers['x-force-token'] ? 200 : 401, 'renewed');
    };
    const client = connect();
    const fetchPlain = client.createFetcher<string>(gatewayUrl());
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    // This call learns of its 401 only after the stream's call is over.
    const plain = client.executeHttpClientRequest<string>(async (options) => {
      if (options.headers['X-Force-Token'] === undefined) await held;
      return fetchPlain(options);
    });
    const body = new Blob(['abc']).stream();
    const stream = client.executeHttpClientRequest(client.createFetcher(gatewayUrl(), { method: 'POST', body }));
    expect((await errorOf(stream)).statusCode).toBe(401);
    release();
    expect(await plain).toBe('renewed');
  });
});

describe('a header', () => {
  it.each([
    { 'content-type': 'application/vnd.api+json' },
    new Headers({ 'content-type': 'application/vnd.api+json' }),
  ])('Content-Type is sent once, in any spelling and form', async (headers) => {
    answer = (response) => {
      reply(response, 200);
    };
    const client = connect();
    const fetcher = client.createFetcher(gatewayUrl(), { method: 'POST', json: 1, headers });
    await client.executeHttpClientRequest(fetcher);
    await client.createForwardToFetch({ headers: { 'Content-Type': 'application/vnd.api+json' } })(URI, {
      method: 'POST',
      body: '1',
    });
    expect(received.map((call) => call.headers['content-type'])).toEqual(Array(2).fill('application/vnd.api+json'));
  });

  it('Content-Type null leaves a form its boundary', async () => {
    answer = (response) => {
      reply(response, 200);
    };
    const body = new FormData();
    body.set('a', 'b');
    const client = connect();
    await client.executeHttpClientRequest(
      client.createFetcher(gatewayUrl(), { method: 'POST', body, headers: { 'Content-Type': null } }),
    );
    expect(received[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('Content-Type null leaves text and JSON without one', async () => {
    answer = (response) => {
      reply(response, 200);
    };
    const client = connect();
    for (const init of [{ json: { a: 1 } }, { body: 'text' }]) {
      await client.executeHttpClientRequest(
        client.createFetcher(gatewayUrl(), { method: 'POST', ...init, headers: { 'Content-Type': null } }),
      );
    }
    expect(received.map((call) => call.headers['content-type'])).toEqual([undefined, undefined]);
  });

  it('of a Headers object of another realm is not lost', async () => {
    answer = (response) => {
      reply(response, 200);
    };
    const foreign = { [Symbol.iterator]: () => [['x-foo', 'bar']].values() } as unknown as Headers;
    await connect().createForwardToFetch()(URI, { headers: foreign });
    expect(received[0]?.headers['x-forward-header-x-foo']).toBe('bar');
  });

  it('list of nonsense is invalid_config', async () => {
    const headers = [5] as unknown as [string, string][];
    expect((await errorOf(connect().createForwardToFetch()(URI, { headers }))).code).toBe('invalid_config');
  });
});

describe('a fetcher', () => {
  it.each([
    'https://api.example.com/orders',
    '//api.example.com/orders',
    '\\\\api.example.com',
    ' HTTPS://api.example.com',
    '\u0001http://evil.example',
    'ht\ntp://evil.example',
    'http\n://evil.example',
    '\b\u000ehttp://evil.example',
    '/\t/evil.example',
  ])('never takes the session to %s', async (url) => {
    const client = connect();
    const error = await errorOf(
      client.executeHttpClientRequest(client.createFetcher(url), { forwardToConfig: { uri: URI } }),
    );
    expect(error.code).toBe('invalid_config');
    expect(received).toEqual([]);
  });

  it('takes a session nowhere while the gateway is not known', async () => {
    const client = connect({ context: { projectKey: 'shop', sessionToken: 'secret' } });
    const call = client.executeHttpClientRequest(client.createFetcher(gatewayUrl()));
    expect((await errorOf(call)).code).toBe('invalid_config');
    expect(received).toEqual([]);
  });

  it('repeats what it sent first, whatever has become of the object', async () => {
    const order = { quantity: 1 };
    const bodies: string[] = [];
    const fetch: typeof globalThis.fetch = (_input, init) => {
      bodies.push(init?.body as string);
      order.quantity = 99;
      return Promise.resolve(new Response('{}', { status: bodies.length === 1 ? 401 : 200 }));
    };
    const client = createHttpClient({ context: { mcApiUrl: gatewayUrl(), projectKey: 'p' }, fetch });
    await client.executeHttpClientRequest(client.createFetcher(gatewayUrl(), { method: 'POST', json: order }));
    expect(bodies).toEqual(['{"quantity":1}', '{"quantity":1}']);
  });
});

describe('an option', () => {
  it.each([Number.NaN, -1, 2 ** 31, 2 ** 40, Infinity])('timeout %d is invalid_config', async (timeout) => {
    expect((await errorOf(connect().forwardToRequest(URI, { timeout }))).code).toBe('invalid_config');
  });

  it('timeout may be a fraction', async () => {
    answer = (response) => {
      reply(response, 200, 'in time');
    };
    expect(await connect().forwardToRequest(URI, { timeout: 10_000.5 })).toBe('in time');
  });

  it('method goes out in capitals', async () => {
    answer = (response) => {
      reply(response, 200);
    };
    await connect().forwardToRequest(URI, { method: 'patch', json: 1 } as unknown as ForwardToRequestInit);
    expect(received[0]?.method).toBe('PATCH');
  });
});

describe('a refreshed session token', () => {
  it('is used by the client and told to its store', async () => {
    answer = (response) => {
      reply(response, 200, {}, { 'x-refreshed-session-token': 'new' });
    };
    const told: string[] = [];
    const client = connect({
      context: { mcApiUrl: gatewayUrl(), projectKey: 'shop', sessionToken: 'old' },
      sessionStore: { setSessionToken: (token) => told.push(token) },
    });
    await client.forwardToRequest(URI);
    await client.forwardToRequest(URI);
    expect(told[0]).toBe('new');
    expect(received.map((call) => call.headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('is ignored in the response to a call that sent no session token', async () => {
    answer = (response) => {
      reply(response, 200, {}, { 'x-refreshed-session-token': 'foreign' });
    };
    const client = connect();
    await client.forwardToRequest(URI);
    await client.executeHttpClientRequest(client.createFetcher(gatewayUrl()));
    await client.forwardToRequest(URI);
    expect(received.map((call) => call.headers.authorization)).toEqual([undefined, undefined, undefined]);
  });

  it('gives way to the token of the next user', async () => {
    answer = (response) => {
      reply(response, 200, {}, received.length === 1 ? { 'x-refreshed-session-token': 'first-2' } : {});
    };
    let sessionToken = 'first-1';
    const client = connect({ context: () => ({ mcApiUrl: gatewayUrl(), projectKey: 'shop', sessionToken }) });
    await client.forwardToRequest(URI);
    sessionToken = 'second-1';
    await client.forwardToRequest(URI);
    expect(received[1]?.headers.authorization).toBe('Bearer second-1');
  });
});
