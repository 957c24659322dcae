import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { createHttpClient } from '@forward-to/http-client';

const CHUNK = Buffer.alloc(1024 * 1024, 'forward-to ');
const CHUNKS = 100;
/** What the sockets, the pipes and the garbage collector may hold at once; a body that is kept would take 100 MiB. */
const LIMIT = 80 * 1024 * 1024;

const api = createServer((request, response) => {
  if (request.method === 'GET') {
    let left = CHUNKS;
    const write = (): void => {
      while (left-- > 0) if (!response.write(CHUNK)) return void response.once('drain', write);
      response.end();
    };
    response.setHeader('content-type', 'application/octet-stream');
    write();
    return;
  }
  const hash = createHash('sha256');
  request.on('data', (data: Buffer) => hash.update(data));
  request.on('end', () =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(hash.digest('hex'))),
  );
});
let gateway: Gateway;
let uri: string;
let forward: typeof fetch;

beforeAll(async () => {
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  uri = `http://localhost:${(api.address() as AddressInfo).port}/file`;
  gateway = createGateway({ projects: ['my-project'], targets: [new URL(uri).origin], port: 0 });
  await gateway.listen();
  const signIn = await fetch(`${gateway.url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { sessionToken } = (await signIn.json()) as { sessionToken: string };
  forward = createHttpClient({
    context: { mcApiUrl: gateway.url, projectKey: 'my-project', sessionToken },
  }).createForwardToFetch();
});
afterAll(async () => {
  await gateway.close();
  await new Promise((resolve) => api.close(resolve));
});

const expected = createHash('sha256');
for (let index = 0; index < CHUNKS; index += 1) expected.update(CHUNK);
const digest = expected.digest('hex');

/** Bytes outside the JavaScript heap, where bodies live. */
function bufferedBytes(): number {
  const { external, arrayBuffers } = process.memoryUsage();
  return Math.max(external, arrayBuffers);
}

it('sends 100 MiB as a stream, page, gateway and API in one process, without keeping them', async () => {
  const before = bufferedBytes();
  let peak = 0;
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      peak = Math.max(peak, bufferedBytes() - before);
      if (sent++ < CHUNKS) controller.enqueue(CHUNK);
      else controller.close();
    },
  });
  const response = await forward(uri, { method: 'PUT', body, duplex: 'half' } as RequestInit);
  expect(await response.json()).toBe(digest);
  expect(peak).toBeLessThan(LIMIT);
});

it('reads 100 MiB as a stream without keeping them', async () => {
  const before = bufferedBytes();
  let peak = 0;
  const hash = createHash('sha256');
  const response = await forward(uri);
  for await (const chunk of response.body!) {
    hash.update(chunk as Uint8Array);
    peak = Math.max(peak, bufferedBytes() - before);
  }
  expect(hash.digest('hex')).toBe(digest);
  expect(peak).toBeLessThan(LIMIT);
});
