import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { startGatewayLoop } from './test-support/gateway-loop.ts';

const SMUGGLED =
  'GET /smuggled HTTP/1.1\r\nHost: x\r\nX-MC-API-Cloud-Identifier: gcp-eu\r\nCookie: mcAccessToken=x\r\n\r\n';

it.each(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'POST'])(
  'keeps the length of a body that Connection wants to hide, so that %s stays one request',
  async (method) => {
    const loop = await startGatewayLoop();
    try {
      const { port, host } = new URL(loop.url);
      const headers = Object.entries(loop.headersFor('/notes')).map(([name, value]) => `${name}: ${value}\r\n`);
      const socket = connect(Number(port), '127.0.0.1');
      socket.resume();
      socket.end(
        `${method} /proxy/forward-to HTTP/1.1\r\nHost: ${host}\r\n${headers.join('')}` +
          `Connection: content-length, close\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
      );
      await once(socket, 'close');
      // A second call goes through the same API: whatever was smuggled has arrived by then.
      await loop.forward('/after');
      expect(loop.received.map(({ url }) => url)).toEqual(['/notes', '/after']);
      expect(loop.received[0]).toMatchObject({ method, body: SMUGGLED });
      expect(loop.received.map(({ headers: seen }) => [seen.cookie, seen['x-mc-api-cloud-identifier']])).toEqual([
        [undefined, 'local'],
        [undefined, 'local'],
      ]);
    } finally {
      await loop.close();
    }
  },
);
