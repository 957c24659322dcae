import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createSessions } from './sessions.ts';
import { startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop } from './test-support/gateway-loop.ts';

let loop: GatewayLoop;
afterEach(() => loop.close());

/** Opens a connection, writes to it, and gives what comes back until the gateway closes it. */
async function answerTo(text: string): Promise<string> {
  const socket = open(text);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  await once(socket, 'close');
  return answer;
}

function open(text: string): Socket {
  const { port } = new URL(loop.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(text.replaceAll('HOST', `localhost:${port}`));
  return socket;
}

describe('a caller that does not finish what it began', () => {
  it.each([
    ['half a head', 'GET / HTTP/1.1\r\nHost: HOST\r\nX-Half', 408],
    [
      'half a body of a route of the gateway',
      'POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
      408,
    ],
    ['half a body of an unknown route', 'POST /nowhere HTTP/1.1\r\nHost: HOST\r\nContent-Length: 99\r\n\r\n{', 404],
    [
      'half a body of a call that is refused',
      'POST /proxy/forward-to HTTP/1.1\r\nHost: HOST\r\nContent-Length: 99\r\n\r\n{',
      401,
    ],
    ['half a body for a foreign host', 'POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 99\r\n\r\n{', 403],
  ])('is disconnected after callerTimeout: %s', async (_, text, status) => {
    loop = await startGatewayLoop({ callerTimeout: 150 });
    expect(await answerTo(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await loop.forward('/notes')).status).toBe(200);
    expect(loop.events.filter(({ type }) => type === 'failure')).toEqual([]);
  });

  it('may take as long as it likes to send the body of a forwarded call', async () => {
    loop = await startGatewayLoop({ callerTimeout: 50 });
    const headers = Object.entries({ ...loop.headersFor('/notes'), 'content-length': '2', connection: 'close' });
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const socket = open(`POST /proxy/forward-to HTTP/1.1\r\nHost: HOST\r\n${lines}\r\n1`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.write('2');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString()).toMatch(/^HTTP\/1.1 200 /);
    expect(loop.received[0]?.body).toBe('12');
  });
});

it('ends every request to the API when the caller of 20 pipelined calls leaves', async () => {
  let arrived = 0;
  let ended = 0;
  let onArrival: () => void = () => undefined;
  let onEnd: () => void = () => undefined;
  const allArrived = new Promise<void>((resolve) => (onArrival = resolve));
  const allEnded = new Promise<void>((resolve) => (onEnd = resolve));
  loop = await startGatewayLoop({
    listener: (request) => {
      if ((arrived += 1) === 20) onArrival();
      request.on('close', () => {
        if ((ended += 1) === 20) onEnd();
      });
    },
  });
  const lines = Object.entries(loop.headersFor('/notes')).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = open(`GET /proxy/forward-to HTTP/1.1\r\nHost: HOST\r\n${lines.join('')}\r\n`.repeat(20));
  await allArrived;
  socket.destroy();
  await allEnded;
  await loop.callEvent();
  expect(loop.events.filter(({ type }) => type === 'call')).toEqual(
    Array.from({ length: 20 }, () => expect.objectContaining({ outcome: 'left' })),
  );
});

describe('sessions', () => {
  it('begin at the same cost however many there are, and the ended ones are forgotten', async () => {
    loop = await startGatewayLoop();
    let time = 0;
    let asked = 0;
    const sessions = createSessions({
      sessionLifetime: 1000,
      platformTokenLifetime: 1000,
      now: () => {
        asked += 1;
        return time;
      },
    });
    const user = { id: 'manager', name: 'Manager', projects: {} };
    const tokens = Array.from({ length: 1000 }, () => sessions.start(user));
    asked = 0;
    sessions.start(user);
    // Each session that is looked at asks for the time.
    expect(asked).toBeLessThan(10);
    time = 1000;
    sessions.start(user);
    time = 0;
    expect(tokens.filter((token) => sessions.find(token) !== undefined)).toEqual([]);
  });
});
