import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpClient, forwardToErrorFrom, HttpError } from './index.ts';
import type { HttpClient } from './index.ts';

let answer: { status: number; headers: Record<string, string> };
let paths: string[] = [];
/** Stands for the gateway and hands on what the API answers; a second server is where a redirect would lead. */
const gateway = createServer((request, response) => {
  paths.push(`${request.method ?? ''} ${request.url ?? ''}`);
  request.resume();
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end('{}');
});
const elsewhere = createServer((request, response) => {
  paths.push(`elsewhere ${request.url ?? ''}`);
  response.end('{}');
});
let url: string;
let elsewhereUrl: string;

beforeAll(async () => {
  for (const server of [gateway, elsewhere]) {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  }
  [url, elsewhereUrl] = [gateway, elsewhere].map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  ) as [string, string];
});
afterAll(async () => {
  for (const server of [gateway, elsewhere]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
beforeEach(() => {
  paths = [];
});

const uri = 'https://api.example.com/orders';
const connect = (sessionToken = 'SESSION') =>
  createHttpClient({ context: { mcApiUrl: url, projectKey: 'shop', sessionToken } });

const doors: Record<string, (client: HttpClient) => Promise<unknown>> = {
  forwardToRequest: (client) => client.forwardToRequest(uri, { method: 'POST', json: {} }),
  createForwardToFetch: async (client) => {
    throw await forwardToErrorFrom(await client.createForwardToFetch()(uri, { method: 'POST', body: '{}' }));
  },
  'createForwardToFetch with a Request': async (client) => {
    const request = new Request(uri, { method: 'POST', body: '{}', redirect: 'follow' });
    throw await forwardToErrorFrom(await client.createForwardToFetch()(request));
  },
  executeHttpClientRequest: (client) =>
    client.executeHttpClientRequest(
      client.createFetcher(client.buildApiUrl('/proxy/forward-to'), { method: 'POST', json: {} }),
      { forwardToConfig: { uri } },
    ),
};

async function errorOf(call: Promise<unknown>): Promise<HttpError> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (!(error instanceof HttpError)) throw error;
  return error;
}

describe.each(Object.entries(doors))('%s', (_, call) => {
  it.each([
    ['another path of the gateway', () => '/graphql?mutate'],
    ['another host', () => `${elsewhereUrl}/steal`],
  ])('follows no redirect of the API to %s', async (__, location) => {
    answer = { status: 307, headers: { location: location() } };
    const error = await errorOf(call(connect()));
    expect(paths).toEqual(['POST /proxy/forward-to']);
    expect(error).toMatchObject({ code: 'http_error', statusCode: 307 });
    expect(error.hint).toContain('Redirects are not followed');
  });

  it.each([400, 401])('uses the session token that came with a %d, and shows it nowhere', async (status) => {
    answer = {
      status,
      headers: { 'x-refreshed-session-token': 'NEW-SECRET', 'set-cookie': 'a=COOKIE-SECRET', 'x-kept': 'yes' },
    };
    const client = connect();
    const error = await errorOf(call(client));
    expect(error.headers).toMatchObject({ 'x-kept': 'yes' });
    const shown = [
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(Object.entries(error)),
      JSON.stringify(error),
    ];
    expect(shown.join()).not.toMatch(/SECRET/);
    expect(client.createHttpClientOptions().headers.Authorization).toBe('Bearer NEW-SECRET');
  });
});

it('ends the wait of executeHttpClientRequest when its fetcher is aborted', async () => {
  const client = connect();
  // A call that renews and never gets its answer.
  let renewing: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (renewing = resolve));
  const refused = { data: undefined, statusCode: 401, getHeader: () => null };
  void client.executeHttpClientRequest(({ headers }) => {
    if (headers['X-Force-Token'] === undefined) return Promise.resolve(refused);
    renewing();
    return new Promise<typeof refused>(() => undefined);
  });
  await begun;
  answer = { status: 401, headers: {} };
  const controller = new AbortController();
  const waiting = client.executeHttpClientRequest(
    client.createFetcher(`${url}/proxy/forward-to`, { signal: controller.signal }),
  );
  const outcome = waiting.catch((error: unknown) => error);
  while (paths.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort();
  expect(await outcome).toMatchObject({ code: 'aborted', source: 'network' });
  expect(paths).toHaveLength(1);
});
