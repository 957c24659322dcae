import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, createServer } from 'node:net';
import { refusalOf, startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop } from './test-support/gateway-loop.ts';

let loop: GatewayLoop;
afterEach(() => loop.close());

/** Opens a forward-to call whose body is still to be written. */
function open(headers: Record<string, string> = {}, method = 'POST') {
  const request = requestHttp(`${loop.url}/proxy/forward-to`, {
    method,
    headers: { ...loop.headersFor('/stream'), ...headers },
    agent: false,
  });
  request.on('error', () => undefined);
  return request;
}

/** A promise with its resolve function outside. */
function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

describe('bodies', () => {
  it('pass in both directions while they are still being written', async () => {
    loop = await startGatewayLoop({
      listener: (request, response) => {
        response.flushHeaders();
        request.pipe(response);
      },
    });
    const request = open({ 'transfer-encoding': 'chunked' });
    request.flushHeaders();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    for (const part of ['one', 'two']) {
      request.write(part);
      const [chunk] = (await once(response, 'data')) as [Buffer];
      expect(chunk.toString()).toBe(part);
    }
    request.end();
    await once(response, 'end');
  });

  it('reach the API whole, and its early answer reaches a caller that is still sending', async () => {
    loop = await startGatewayLoop({ listener: (_, response) => response.writeHead(413).end('too large') });
    const body = Buffer.alloc(20_000_000);
    const answer = await fetch(`${loop.url}/proxy/forward-to`, { method: 'POST', headers: loop.headersFor('/'), body });
    expect([answer.status, await answer.text()]).toEqual([413, 'too large']);
  });

  it.each([
    ['announced', { 'content-length': '11' }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('above the limit are refused when they are %s', async (_, headers) => {
    loop = await startGatewayLoop({ maxBodyBytes: 10 });
    const answer = await loop.forward('/notes', { method: 'POST', headers, body: 'x'.repeat(11) });
    expect([answer.status, refusalOf(answer).code]).toEqual([413, 'payload_too_large']);
    expect((await loop.forward('/notes', { method: 'POST', body: 'x'.repeat(10) })).status).toBe(200);
  });
});

describe('whoever goes away takes the other side along', () => {
  it('the caller, before an answer', async () => {
    const apiSawEnd = deferred<null>();
    const apiHasIt = deferred<null>();
    loop = await startGatewayLoop({
      listener: (request) => {
        request.on('close', () => {
          apiSawEnd.resolve(null);
        });
        apiHasIt.resolve(null);
      },
    });
    const request = open({}, 'GET');
    request.end();
    await apiHasIt.promise;
    request.destroy();
    await apiSawEnd.promise;
    expect(await loop.callEvent()).toMatchObject({ type: 'call', outcome: 'left' });
  });

  it('the caller, in the middle of its upload', async () => {
    const apiSawEnd = deferred<boolean>();
    loop = await startGatewayLoop({
      listener: (request) => {
        request.on('close', () => {
          apiSawEnd.resolve(request.complete);
        });
        request.once('data', () => upload.destroy());
      },
    });
    const upload = open({ 'content-length': '1000000' });
    upload.write('part');
    expect(await apiSawEnd.promise).toBe(false);
  });

  it('the caller, in the middle of the answer', async () => {
    const apiSawEnd = deferred<null>();
    loop = await startGatewayLoop({
      listener: (_, response) => {
        response.on('close', () => {
          apiSawEnd.resolve(null);
        });
        response.write('part');
      },
    });
    const request = open({}, 'GET');
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.on('error', () => undefined);
    response.destroy();
    await apiSawEnd.promise;
  });

  it.each([{ 'content-length': '1000' }, {}])('the API, in the middle of its answer with %j', async (headers) => {
    const apiAnswer = deferred<ServerResponse>();
    loop = await startGatewayLoop({
      listener: (_, response) => {
        response.writeHead(200, headers).write('part');
        apiAnswer.resolve(response);
      },
    });
    const response = await fetch(`${loop.url}/proxy/forward-to`, { headers: loop.headersFor('/') });
    expect(response.status).toBe(200);
    (await apiAnswer.promise).destroy();
    await expect(response.text()).rejects.toThrow();
    expect(await loop.callEvent()).toMatchObject({ type: 'call', status: 200, outcome: 'broken' });
  });
});

describe('an API without an answer', () => {
  it('is target_unreachable when nothing listens', async () => {
    loop = await startGatewayLoop({ targets: ['http://127.0.0.1:1'] });
    const answer = await loop.forward('', { headers: { 'x-forward-to': 'http://127.0.0.1:1/notes?key=secret' } });
    expect([answer.status, answer.headers['x-forward-to-error']]).toEqual([502, 'gateway/target_unreachable']);
    expect(refusalOf(answer).message).toBe('http://127.0.0.1:1 gave no HTTP response (ECONNREFUSED)');
  });

  it.each([
    '',
    'not http\r\n\r\n',
    'HTTP/1.1 000 X\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    'HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n',
  ])('is target_unreachable when it sends no HTTP (%#)', async (bytes) => {
    const api = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${(api.address() as { port: number }).port}`;
    loop = await startGatewayLoop({ targets: [target] });
    const answer = await loop.forward('', {
      method: 'POST',
      body: 'x',
      headers: { 'x-forward-to': target, 'content-length': '1', origin: 'http://localhost:3001' },
    });
    expect([answer.status, refusalOf(answer).code]).toEqual([502, 'target_unreachable']);
    expect(answer.headers['access-control-allow-origin']).toBe('http://localhost:3001');
    api.close();
  });

  it('is target_unreachable when it speaks no TLS', async () => {
    const api = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    const target = `https://127.0.0.1:${(api.address() as { port: number }).port}`;
    loop = await startGatewayLoop({ targets: [target] });
    const answer = await loop.forward('', { headers: { 'x-forward-to': `${target}/notes?key=secret` } });
    expect([answer.status, refusalOf(answer).message]).toEqual([502, expect.stringMatching(/ \([A-Z_]+\)$/)]);
    expect(answer.body).not.toContain('secret');
    api.close();
  });

  it('is target_timeout when it stays silent, and the API sees the end', async () => {
    const apiSawEnd = deferred<null>();
    loop = await startGatewayLoop({
      targetTimeout: 50,
      listener: (request) => {
        request.on('close', () => {
          apiSawEnd.resolve(null);
        });
      },
    });
    const answer = await loop.forward('/notes', { headers: { origin: 'http://localhost:3001' } });
    expect([answer.status, refusalOf(answer).code]).toEqual([504, 'target_timeout']);
    await apiSawEnd.promise;
  });

  it('is not cut off once its answer began', async () => {
    const apiAnswer = deferred<ServerResponse>();
    loop = await startGatewayLoop({
      targetTimeout: 50,
      listener: (_, response) => {
        response.flushHeaders();
        apiAnswer.resolve(response);
      },
    });
    const response = await fetch(`${loop.url}/proxy/forward-to`, { headers: loop.headersFor('/') });
    const api = await apiAnswer.promise;
    // Longer than the limit, which must no longer count.
    await new Promise((resolve) => setTimeout(resolve, 150));
    api.end('late');
    expect(await response.text()).toBe('late');
  });
});

it('outlives callers that send no HTTP', async () => {
  loop = await startGatewayLoop();
  const socket = connect(Number(new URL(loop.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.end('nonsense\r\n\r\n');
  await once(socket, 'close');
  expect((await loop.forward('/notes')).status).toBe(200);
});

it('cuts calls under way when it closes, and listens again afterwards', async () => {
  loop = await startGatewayLoop({ listener: () => undefined });
  const call = fetch(`${loop.url}/proxy/forward-to`, { headers: loop.headersFor('/') });
  call.catch(() => undefined);
  await loop.gateway.close();
  await expect(call).rejects.toThrow();
  expect(() => loop.gateway.url).toThrow('no URL yet');
  await loop.gateway.close();
  expect(await loop.gateway.listen()).toBe(loop.gateway.url);
});
