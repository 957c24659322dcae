import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { createHttpClient, forwardToErrorFrom } from './index.ts';
import type { HttpClient } from './index.ts';

const API = 'https://api.example.com/orders';
let server: Server;
let gateway: string;
let client: HttpClient;
let seen: { headers: IncomingHttpHeaders; body: string }[] = [];
let respond: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      seen.push({ headers: request.headers, body });
      respond(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createHttpClient({ context: { mcApiUrl: gateway, projectKey: 'my-project' }, userAgent: 'my-app' });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  respond = (response) => response.end();
});

const answerWith = (status: number, type: string, body: string | Buffer) => {
  respond = (response) => response.writeHead(status, { 'content-type': type }).end(body);
};

async function errorOf(call: Promise<unknown>): Promise<ForwardToError> {
  try {
    await call;
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
  throw new Error('The call did not reject.');
}

describe('the external API', () => {
  it('gets no content type or length as a forwarded header, and none that is null or undefined', async () => {
    const headers = {
      'Content-Type': 'text/x-own',
      'Content-Length': '99',
      'x-null': null,
      'x-none': undefined,
      'x-a': 1,
    };
    await client.forwardToRequest(API, { method: 'POST', body: 'hello', headers });
    const { headers: sent, body } = seen[0]!;
    expect(Object.keys(sent).filter((name) => name.startsWith('x-forward-header-'))).toEqual(['x-forward-header-x-a']);
    expect([sent['content-type'], sent['content-length'], body]).toEqual(['text/x-own', '5', 'hello']);
  });

  it('keeps the content type of the configuration when a call gives none', async () => {
    const send = client.createForwardToFetch({ headers: { 'Content-Type': 'text/x-own' } });
    await send(API, { method: 'POST', body: 'x', headers: { 'content-type': undefined } as unknown as HeadersInit });
    expect(seen[0]!.headers['content-type']).toBe('text/x-own');
  });

  it('gets JSON as JSON from a fetcher, and no content type without a body', async () => {
    const url = `${gateway}/proxy/forward-to`;
    await client.executeHttpClientRequest(client.createFetcher(url, { method: 'POST', json: { a: 1 } }));
    await client.executeHttpClientRequest(client.createFetcher(url));
    expect(seen.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
      ['application/json', '{"a":1}'],
      [undefined, ''],
    ]);
  });

  it('gets the body of a Request, unless the call has another', async () => {
    const send = client.createForwardToFetch();
    await send(new Request(API, { method: 'POST', body: 'of the request', headers: { 'x-a': '1' } }));
    await send(new Request(API, { method: 'POST', body: 'of the request' }), { body: 'another' });
    expect(seen.map(({ body }) => body)).toEqual(['of the request', 'another']);
    expect(seen[0]!.headers).toMatchObject({
      'x-forward-header-x-a': '1',
      'x-forward-to': API,
      'x-user-agent': 'my-app',
    });
  });

  it('chooses no other place for a call that forbids redirects', async () => {
    respond = (response) => response.writeHead(302, { location: `${gateway}/elsewhere` }).end();
    await expect(client.createForwardToFetch()(API, { redirect: 'error' })).rejects.toThrow('fetch failed');
    expect(seen).toHaveLength(1);
  });
});

describe('the data of a response', () => {
  it.each([
    ['application/json', '{"a":1}', { a: 1 }],
    ['application/problem+json; charset=utf-8', '{"a":1}', { a: 1 }],
    ['application/vnd.api+json', '[1]', [1]],
    ['text/plain', '{"a":1}', '{"a":1}'],
    ['application/xml', '<a/>', '<a/>'],
    ['application/json', '', undefined],
    ['image/png', '', undefined],
  ])('of type %s with the content %j is %j', async (type, content, data) => {
    answerWith(200, type, content);
    expect(await client.forwardToRequest(API)).toEqual(data);
  });

  it.each(['image/png', 'application/x-text', 'x-a/text/html'])('of type %s comes byte for byte', async (type) => {
    answerWith(200, type, Buffer.from([0, 255, 7]));
    const data = await client.forwardToRequest<Blob>(API);
    expect([...new Uint8Array(await data.arrayBuffer())]).toEqual([0, 255, 7]);
  });

  it.each([
    ['application/json', '{"a":'],
    ['text/html; charset=utf-8', '<html>'],
  ])('of type %s with the content %j is no data in a 2xx response', async (type, content) => {
    answerWith(200, type, content + 'x'.repeat(200));
    const error = await errorOf(client.forwardToRequest(API));
    expect(error).toMatchObject({
      code: 'invalid_response',
      statusCode: 200,
      source: 'unknown',
      request: { method: 'GET', url: API },
    });
    expect(error.message).toContain(JSON.stringify(content).slice(1, -1));
    expect(error.message).not.toContain('x'.repeat(81));
  });

  it.each([
    ['application/json', '{"a":'],
    ['text/html', '<html>'],
  ])('of type %s with the content %j is the text of an error otherwise', async (type, content) => {
    answerWith(500, type, content);
    expect(await errorOf(client.forwardToRequest(API))).toMatchObject({ code: 'http_error', body: content });
  });
});

describe('the error of a call', () => {
  const request = { method: 'GET', url: API };

  it('names the call', async () => {
    answerWith(404, 'application/json', '{"message":"No such order"}');
    const error = await errorOf(client.forwardToRequest(`${API}?secret=1`));
    expect(error.request).toEqual(request);
    expect(error.message).toBe(`GET ${API} responded with 404: No such order`);
    const response = await client.createForwardToFetch()(API, { method: 'DELETE' });
    expect((await forwardToErrorFrom(response)).request).toEqual({ method: 'DELETE', url: API });
    expect((await errorOf(client.forwardToRequest(API, { headers: { 'a b': 'x' } }))).request).toEqual(request);
  });

  it.each([{ message: 7 }, [], null, 'text', 7])('has no words of the body %j', async (body) => {
    answerWith(404, 'application/json', JSON.stringify(body));
    expect((await errorOf(client.forwardToRequest(API))).message).toBe(`GET ${API} responded with 404.`);
  });

  it('is "aborted" when its signal fires, and "timeout" when its time is over', async () => {
    respond = () => undefined;
    const controller = new AbortController();
    const call = client.forwardToRequest(API, { signal: controller.signal });
    while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await errorOf(call)).toMatchObject({ code: 'aborted', source: 'network', request });
    expect(await errorOf(client.forwardToRequest(API, { timeout: 1 }))).toMatchObject({ code: 'timeout', request });
    expect(await errorOf(client.forwardToRequest(API, { timeout: 0 }))).toMatchObject({ code: 'timeout' });
  });

  it('is "network_error" when nobody responds, or the body breaks off', async () => {
    respond = (response) => {
      response.destroy();
    };
    const silent = await errorOf(client.forwardToRequest(API));
    expect(silent).toMatchObject({ code: 'network_error', source: 'network', request });
    expect(silent.message).toContain('no response');
    for (const type of ['text/plain', 'image/png']) {
      respond = (response) => {
        response.writeHead(200, { 'content-type': type, 'content-length': '100' }).write('x', () => response.destroy());
      };
      const broken = await errorOf(client.forwardToRequest(API));
      expect([broken.code, broken.message.includes('200')]).toEqual(['network_error', true]);
    }
  });
});
