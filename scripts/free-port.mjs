import { createServer } from 'node:net';

/** Gives `preferred` when nothing listens there on either loopback address, else a port that the system picks. */
export async function freePort(preferred) {
  for (const port of [preferred, 0]) {
    const found = await tryPort(port, '127.0.0.1');
    if (found !== undefined && (await isFreeOnIpv6(found))) return found;
  }
  throw new Error('No free port on the loopback interface');
}

/** A machine without IPv6 counts as free: nobody can listen there. */
async function isFreeOnIpv6(port) {
  const error = await tryPort(port, '::1').then(
    () => undefined,
    (reason) => reason,
  );
  return error === undefined || error.code !== 'EADDRINUSE';
}

function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (host === '::1' ? reject(error) : resolve(undefined)));
    server.listen(port, host, () => {
      const { port: found } = server.address();
      server.close(() => resolve(found));
    });
  });
}
