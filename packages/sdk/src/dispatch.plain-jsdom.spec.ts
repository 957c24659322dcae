import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { actions, createAsyncDispatch } from './index.ts';

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

it('sends an action with a body', async () => {
  const uri = 'http://127.0.0.1:1/orders';
  const dispatch = createAsyncDispatch();
  expect(await dispatch(actions.forwardTo.put({ uri, payload: { a: 1 } }))).toEqual({ method: 'PUT', target: uri });
});

it('aborts', async () => {
  const call = createAsyncDispatch()(actions.get({ uri: '/orders' }));
  call.abort();
  await expect(call).rejects.toMatchObject({ code: 'aborted' });
});
