import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient, forwardToErrorFrom } from '@forward-to/http-client';
import type { HttpClient } from '@forward-to/http-client';
import { actions, createAsyncDispatch } from '@forward-to/sdk';

const HONEST = 'https://honest.example.com/orders';
const OTHER = 'https://other.example.com/orders';

/** Calls one API; gives its data or rejects with the typed error. */
type Call = (uri: string) => Promise<unknown>;

const doors: Record<string, (client: HttpClient, context: object) => Call> = {
  forwardToRequest: (client) => (uri) => client.forwardToRequest(uri),
  'createForwardToFetch + forwardToErrorFrom': (client) => async (uri) => {
    const response = await client.createForwardToFetch()(uri);
    if (!response.ok) throw await forwardToErrorFrom(response);
    return (await response.json()) as unknown;
  },
  'executeHttpClientRequest + createFetcher': (client) => (uri) =>
    client.executeHttpClientRequest(client.createFetcher(client.buildApiUrl('/proxy/forward-to')), {
      forwardToConfig: { uri },
    }),
  'SDK actions': (_, context) => {
    const dispatch = createAsyncDispatch({ context });
    return (uri) => dispatch(actions.forwardTo.get({ uri }));
  },
};

/** A gateway that hands the marks of every API on. Its platform token is stale until a call with X-Force-Token renews it. */
const gateway = createServer((request, response) => {
  const answer = (status: number, headers = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"ok":true}');
  if (request.headers['x-force-token']) {
    isStale = false;
    forced.push(String(request.headers['x-forward-to']));
  }
  if (request.headers['x-forward-to'] === OTHER && !isStale) answer(401, { 'x-forward-to-error': mark });
  else if (!isStale) answer(200);
  else {
    // The call to the other API hears of its 401 first, so that it is the one that renews; all others wait for it.
    refused.push(() => answer(401, request.headers['x-forward-to'] === OTHER ? { 'x-forward-to-error': mark } : {}));
    if (refused.length === 6) for (const goOn of refused) goOn();
  }
});
let isStale: boolean;
let mark: string;
let forced: string[];
let refused: (() => void)[];
let port: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    gateway.listen(0, '0.0.0.0', resolve);
  });
  ({ port } = gateway.address() as AddressInfo);
});
afterAll(async () => {
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
});
beforeEach(() => {
  [isStale, forced, refused] = [true, [], []];
});

describe.each(Object.entries(doors))('%s, behind a gateway that is not on loopback and removes no marks', (_, open) => {
  it.each(['gateway/unauthenticated', 'gateway/other'])('takes %s for the word of that API alone', async (claimed) => {
    mark = claimed;
    // An address of this machine that is not one of its loopback addresses.
    const context = { mcApiUrl: `http://0.0.0.0:${port}`, projectKey: 'my-project' };
    const call = open(createHttpClient({ context }), context);
    const other = call(OTHER).catch((error: unknown) => error);
    while (refused.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const honest = await Promise.allSettled(Array.from({ length: 5 }, () => call(HONEST)));
    expect(honest).toEqual(Array.from({ length: 5 }, () => ({ status: 'fulfilled', value: { ok: true } })));
    expect(await other).toMatchObject({ source: 'api', code: 'http_error', statusCode: 401 });
  });
});
