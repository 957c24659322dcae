import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import type { TokenIssuer } from '@forward-to/protocol/issuer';

/** A gateway as this API sees it: an issuer whose keys can be fetched over HTTP. */
export interface KeyServer {
  issuer: TokenIssuer;
  close(): Promise<void>;
}

export async function startKeyServer(): Promise<KeyServer> {
  const server = createServer((request, response) => {
    const document = issuer.wellKnown(request.url ?? '');
    response.writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = await createTokenIssuer({ issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
