import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { useForwardToFetch } from './index.ts';

it('sends a body in the jsdom of Jest, which has no streams', async () => {
  expect(typeof ReadableStream).toBe('undefined');
  // Stands for the gateway: Jest's own jsdom lacks what the local gateway needs.
  const server = createServer((request, response) => {
    response.end(`${request.method ?? ''} ${String(request.headers['x-forward-to'])}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  history.replaceState(null, '', '/my-project/notes');
  Object.assign(window, { app: { mcApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } });
  const forwardToFetch = renderHook(() => useForwardToFetch()).result.current;
  const response = await forwardToFetch('https://api.example.com/orders', { method: 'PUT', body: '{}' });
  expect(await response.text()).toBe('PUT https://api.example.com/orders');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
