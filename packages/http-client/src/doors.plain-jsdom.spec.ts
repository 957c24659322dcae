import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  buildApiUrl,
  createFetcher,
  createForwardToFetch,
  executeHttpClientRequest,
  forwardToRequest,
} from './index.ts';

// Stands for the gateway: Jest's own jsdom lacks what the local gateway needs.
const server = createServer((request, response) => {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method: request.method, target: request.headers['x-forward-to'] }));
});
beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  history.replaceState(null, '', '/my-project/notes');
  Object.assign(window, { app: { mcApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const uri = 'http://127.0.0.1:1/orders';

it('has no streams', () => {
  expect(typeof ReadableStream).toBe('undefined');
});

it('sends by every door', async () => {
  const json = { a: 1 };
  const fetcher = createFetcher(buildApiUrl('/proxy/forward-to'), { method: 'PUT', json });
  const answers = [
    await forwardToRequest(uri, { method: 'PUT', json }),
    await (await createForwardToFetch()(uri, { method: 'PUT', body: JSON.stringify(json) })).json(),
    await executeHttpClientRequest(fetcher, { forwardToConfig: { uri } }),
  ];
  for (const answer of answers) expect(answer).toEqual({ method: 'PUT', target: uri });
});

it('tells a programming error as what it is', async () => {
  const json = {
    toJSON: () => {
      throw new RangeError('mine');
    },
  };
  const error: unknown = await forwardToRequest(uri, { method: 'PUT', json }).catch((reason: unknown) => reason);
  expect(error).not.toMatchObject({ code: 'network_error' });
});
