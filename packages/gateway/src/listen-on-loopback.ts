import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientError } from '@forward-to/protocol';

/**
 * Serves 127.0.0.1 and, where the machine has it, [::1], on one port: `localhost` may mean either.
 *
 * @param port 0 takes one that is free on both.
 * @param callerTimeout milliseconds within which the headers of a request have to arrive.
 * @throws ForwardToError `invalid_config` when the port is in use or not permitted.
 */
export async function listenOnLoopback(
  port: number,
  callerTimeout: number,
  onRequest: RequestListener,
): Promise<{ port: number; servers: Server[] }> {
  for (let attempt = 1; ; attempt += 1) {
    const ipv4 = await listen(port, '127.0.0.1', callerTimeout, onRequest);
    const bound = (ipv4.address() as AddressInfo).port;
    try {
      const ipv6 = await listen(bound, '::1', callerTimeout, onRequest).catch(ignoreMissingIpv6);
      return { port: bound, servers: ipv6 ? [ipv4, ipv6] : [ipv4] };
    } catch (error) {
      ipv4.close();
      // A free port of one family may be taken in the other.
      if (port !== 0 || attempt === 5) throw error;
    }
  }
}

async function listen(port: number, host: string, callerTimeout: number, onRequest: RequestListener): Promise<Server> {
  const server = createServer(
    {
      // An upload may take as long as it likes. Without a value of its own Node would not bound the headers either.
      requestTimeout: 0,
      headersTimeout: callerTimeout,
      connectionsCheckingInterval: Math.min(callerTimeout, 5000),
    },
    onRequest,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(describe(error, port));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

function describe(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return clientError(
      'invalid_config',
      `Port ${port} is in use`,
      'Stop the other process, or choose another port with --port (0 takes a free one).',
      error,
    );
  }
  if (error.code === 'EACCES') {
    return clientError(
      'invalid_config',
      `Port ${port} needs special rights on this machine.`,
      'Choose a port above 1023 with --port.',
      error,
    );
  }
  return error;
}

function ignoreMissingIpv6(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return undefined;
  throw error;
}
