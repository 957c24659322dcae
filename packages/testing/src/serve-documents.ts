import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Serves JSON documents by path on a free port of 127.0.0.1, and gives the address.
 *
 * @param documentAt gives the document of a path, `undefined` for 404.
 */
export async function serveDocuments(
  documentAt: (path: string) => object | undefined,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { createServer } = process.getBuiltinModule('node:http');

  const server = createServer((request, response) => {
    const found = documentAt((request.url ?? '').split('?', 1)[0] as string);
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { message: 'This server has the keys of a test issuer and nothing else.' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
