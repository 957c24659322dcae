import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import type { TokenIssuer } from '@forward-to/protocol/issuer';

export interface KeyServer {
  issuer: TokenIssuer;
  /** How often the keys were asked for. */
  fetches: number;
  /** Answers instead of the issuer, for example as a broken server would. */
  answer: RequestListener | undefined;
  /** Time of issuer and verifier, in milliseconds. */
  now: number;
  /** Back to the beginning, with the keys that there are. */
  reset(): void;
  close(): Promise<void>;
}

const START = 1_800_000_000_000;

/** Starts an issuer on a free port that serves its keys, with a clock that stands until a test moves it. */
export async function startKeyServer(): Promise<KeyServer> {
  const server = createServer((request, response) => {
    keyServer.fetches += 1;
    if (keyServer.answer) {
      keyServer.answer(request, response);
      return;
    }
    const document = issuer.wellKnown(request.url ?? '');
    response
      .writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = await createTokenIssuer({
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    now: () => keyServer.now,
  });
  const keyServer: KeyServer = {
    issuer,
    fetches: 0,
    answer: undefined,
    now: START,
    reset: () => {
      Object.assign(keyServer, { fetches: 0, answer: undefined, now: START });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return keyServer;
}
