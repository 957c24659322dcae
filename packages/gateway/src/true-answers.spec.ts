import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { refusalOf, startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop } from './test-support/gateway-loop.ts';
import { startRawApi } from './test-support/start-raw-api.ts';
import type { RawApi } from './test-support/start-raw-api.ts';

let loop: GatewayLoop;
let api: RawApi | undefined;
afterEach(async () => {
  await loop.close();
  await api?.close();
  api = undefined;
});

/** Starts the gateway before an API that speaks for itself. */
async function startBefore(onConnection: (socket: Socket) => void): Promise<void> {
  api = await startRawApi(onConnection);
  loop = await startGatewayLoop({ targets: [api.url] });
}

const targetHeaders = (): Record<string, string> => ({ ...loop.headersFor('/'), 'x-forward-to': `${api!.url}/notes` });

describe('a response without a length', () => {
  it('breaks when the connection to the API is reset in the middle of it', async () => {
    await startBefore((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhalf of a ', () => {
          setTimeout(() => socket.resetAndDestroy(), 20);
        });
      }),
    );
    const response = await fetch(`${loop.url}/proxy/forward-to`, { headers: targetHeaders() });
    await expect(response.text()).rejects.toThrow();
    expect(await loop.callEvent()).toMatchObject({ status: 200, outcome: 'broken' });
  });

  it('is complete when the API closes the connection in order', async () => {
    await startBefore((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nthe whole text')),
    );
    const response = await fetch(`${loop.url}/proxy/forward-to`, { headers: targetHeaders() });
    expect(await response.text()).toBe('the whole text');
    expect(await loop.callEvent()).toMatchObject({ outcome: 'complete' });
  });
});

describe('an upload that the API does not want', () => {
  /** Answers the first bytes of a request and closes the connection, which resets it: there are bytes unread. */
  const refuseEarly = (answer: string) => (socket: Socket) => {
    socket.once('data', () => {
      socket.pause();
      socket.write(answer, () => socket.destroy());
    });
  };
  const upload = () =>
    fetch(`${loop.url}/proxy/forward-to`, { method: 'POST', headers: targetHeaders(), body: Buffer.alloc(5_000_000) });

  it('is answered with what the API said before it closed the connection', async () => {
    await startBefore(
      refuseEarly('HTTP/1.1 413 Payload Too Large\r\nconnection: close\r\ncontent-length: 9\r\n\r\ntoo large'),
    );
    for (let call = 0; call < 20; call += 1) {
      const answer = await upload();
      expect([answer.status, await answer.text()]).toEqual([413, 'too large']);
    }
  });

  it('breaks when nothing says whether the response of the API is whole', async () => {
    await startBefore(refuseEarly('HTTP/1.1 413 Payload Too Large\r\nconnection: close\r\n\r\ntoo la'));
    await expect(upload().then((answer) => answer.text())).rejects.toThrow();
  });

  it('is target_unreachable when the API closes the connection without a response', async () => {
    await startBefore((socket) => socket.once('data', () => socket.destroy()));
    const answer = await upload();
    expect([answer.status, answer.headers.get('x-forward-to-error')]).toEqual([502, 'gateway/target_unreachable']);
  });
});

describe('a challenge of the API', () => {
  it.each<[string | string[], string | undefined]>([
    ['Basic realm="Password of your bank, please"', undefined],
    ['Digest realm="x", nonce="y", qop="auth"', undefined],
    ['Negotiate', undefined],
    ['NTLM', undefined],
    ['Bearer error="invalid_token"', 'Bearer error="invalid_token"'],
    ['Basic realm="a, Bearer b", Bearer realm="c, d", error="x"', 'Bearer realm="c, d", error="x"'],
    ['bearer, Basic', 'bearer'],
    ['Bearer error="x", Digest realm="say \\"Bearer\\", Bearer y"', 'Bearer error="x"'],
    [['Basic', 'Bearer'], 'Bearer'],
    ['Bearer realm="not closed, Basic', undefined],
    ['=, ,', undefined],
  ])('%j reaches the browser as %j, so that no password dialog opens', async (sent, expected) => {
    loop = await startGatewayLoop({
      listener: (_, response) => response.writeHead(401, { 'www-authenticate': sent }).end(),
    });
    const answer = await loop.forward('/notes');
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, expected]);
  });
});

describe('Vary', () => {
  it.each([
    ['Accept, X-Tenant', 'Accept, x-forward-header-accept, X-Tenant, x-forward-header-x-tenant'],
    ['accept-language', 'accept-language, x-forward-header-accept-language'],
    ['*', '*'],
    ['not a name, X-Ok', 'X-Ok, x-forward-header-x-ok'],
  ])('%s also names the headers as the page sends them', async (sent, expected) => {
    loop = await startGatewayLoop({ listener: (_, response) => response.writeHead(200, { vary: sent }).end() });
    const answer = await loop.forward('/notes');
    expect(answer.headers.vary).toBe(
      `${expected}, Origin, Authorization, Cookie, X-Forward-To, X-Forward-To-Claims, X-Project-Key`,
    );
  });
});

it('is target_unreachable when the API switches protocols without being asked', async () => {
  await startBefore((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nwhatever')),
  );
  const answer = await loop.forward('', { headers: targetHeaders() });
  expect([answer.status, refusalOf(answer).code]).toEqual([502, 'target_unreachable']);
});

it('does not blame the API for a caller that pauses its upload', async () => {
  const targetTimeout = 60;
  loop = await startGatewayLoop({
    targetTimeout,
    listener: (request, response) => {
      request.resume().on('end', () => response.end('done'));
    },
  });
  const upload = requestHttp(`${loop.url}/proxy/forward-to`, {
    method: 'POST',
    agent: false,
    headers: { ...loop.headersFor('/'), 'content-length': '2' },
  });
  const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
  upload.write('a');
  await new Promise((resolve) => setTimeout(resolve, targetTimeout * 4));
  upload.end('b');
  const [response] = await answered;
  expect(response.statusCode).toBe(200);
  response.resume();
});

it('is target_timeout when the API stays silent after an upload that paused', async () => {
  const targetTimeout = 60;
  loop = await startGatewayLoop({ targetTimeout, listener: (request) => request.resume() });
  const upload = requestHttp(`${loop.url}/proxy/forward-to`, {
    method: 'POST',
    agent: false,
    headers: { ...loop.headersFor('/'), 'transfer-encoding': 'chunked' },
  });
  const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
  upload.write('a');
  await new Promise((resolve) => setTimeout(resolve, targetTimeout * 4));
  upload.end();
  const [response] = await answered;
  expect(response.headers['x-forward-to-error']).toBe('gateway/target_timeout');
  response.resume();
});

it('is target_timeout when the API stops reading an upload', async () => {
  loop = await startGatewayLoop({ targetTimeout: 200, listener: () => undefined });
  const body = Buffer.alloc(20_000_000);
  const answer = await fetch(`${loop.url}/proxy/forward-to`, { method: 'POST', headers: loop.headersFor('/'), body });
  expect([answer.status, answer.headers.get('x-forward-to-error')]).toEqual([504, 'gateway/target_timeout']);
});
