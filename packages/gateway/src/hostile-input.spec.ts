import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop } from './test-support/gateway-loop.ts';

let loop: GatewayLoop;
beforeAll(async () => {
  loop = await startGatewayLoop();
});
afterAll(() => loop.close());

const NAMES = [
  'accept',
  'accept-version',
  'authorization',
  'connection',
  'cookie',
  'constructor',
  '__proto__',
  'origin',
  'x-force-token',
  'x-forward-header-',
  'x-forward-header-authorization',
  'x-forward-header-x-foo',
  'x-forward-to',
  'x-forward-to-audience-policy',
  'x-forward-to-claims',
  'x-forward-to-error',
  'x-mc-api-cloud-identifier',
  'x-project-key',
  'x-refreshed-session-token',
];
const VALUES = [
  '',
  'null',
  'v2',
  'true',
  'permissions',
  'keep-alive, authorization',
  'Bearer x',
  '__proto__',
  'http://[',
  'http://localhost:0',
];

const header = fc.tuple(
  fc.oneof(fc.constantFrom(...NAMES), fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/)),
  fc.oneof(fc.constantFrom(...VALUES), fc.stringMatching(/^[\t\x20-\x7e\x80-\xff]{0,60}$/)),
);

it('answers every set of headers, never fails, and keeps session and cookies from the API', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(header, { maxLength: 8 }), async (added) => {
      loop.received.length = 0;
      const status = await sendLines([
        ...Object.entries(loop.headersFor('/notes')).filter(
          ([name]) => !added.some(([other]) => other.toLowerCase() === name),
        ),
        ['cookie', `mcAccessToken=${loop.sessionToken}`],
        ...added,
      ]);
      expect(status).toBeGreaterThanOrEqual(200);
      expect([500, 502]).not.toContain(status);
      for (const { headers } of loop.received) {
        expect(JSON.stringify(headers)).not.toContain(loop.sessionToken);
        expect(headers).not.toHaveProperty('cookie');
        expect(headers['x-mc-api-cloud-identifier']).toBe('local');
        expect(headers.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
      }
    }),
    { numRuns: 150 },
  );
  expect(loop.events.filter(({ type }) => type === 'failure')).toEqual([]);
}, 60_000);

it('says nothing when a caller breaks off its sign-in', async () => {
  const { port } = new URL(loop.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /sign-in HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{`,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await once(socket, 'close');
  expect((await loop.forward('/notes')).status).toBe(200);
  expect(loop.events.filter(({ type }) => type === 'failure')).toEqual([]);
});

/** Sends header lines as they are, which Node's own client would partly refuse or join. Gives the status. */
async function sendLines(lines: readonly (readonly [string, string])[]): Promise<number> {
  const { port } = new URL(loop.url);
  const socket = connect(Number(port), '127.0.0.1');
  const head = [
    `GET /proxy/forward-to HTTP/1.1`,
    `Host: localhost:${port}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'));
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(first.toString('latin1'))?.[1]);
}
