import { Agent } from 'node:http';
import type { Server } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { clientError } from '@forward-to/protocol';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import type { GatewayRuntime } from './gateway-call.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { handleRequest } from './handle-request.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import { createSessionTokenMaker } from './merchant-center/session-token.ts';
import { readOptions } from './read-options.ts';
import type { GatewaySettings } from './read-options.ts';
import { createSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { createUpstream } from './upstream/create-upstream.ts';

/** A local stand-in for the Merchant Center API Gateway. */
export interface Gateway {
  /** Origin, for example `http://localhost:8080`; it is the issuer of the tokens too. Throws before `listen`. */
  readonly url: string;
  /** Starts on loopback, with a new signing key. Gives the origin. */
  listen(): Promise<string>;
  /** Stops; calls under way are cut off. */
  close(): Promise<void>;
  /** Ends all sessions, or those of one user: 401 until they sign in again. */
  endSessions(userId?: string): void;
  /** Makes platform tokens stale, all or those of one user: 401 until a call renews them with `X-Force-Token`. */
  expirePlatformTokens(userId?: string): void;
}

/**
 * Creates a gateway; it listens after `listen()`.
 *
 * @throws ForwardToError `invalid_config` that names the option.
 * @example
 * const gateway = createGateway({ projects: ['my-project'], targets: ['http://localhost:6001'], port: 0 });
 * const url = await gateway.listen();
 */
export function createGateway(options: GatewayOptions): Gateway {
  const settings = readOptions(options);
  const sessions = createSessions(settings);
  let url: string | undefined;
  let running: Promise<{ url: string; close: () => Promise<void> }> | undefined;

  return {
    get url() {
      if (url !== undefined) return url;
      throw clientError(
        'invalid_config',
        'The gateway has no URL yet, because it is not listening.',
        'Wait for listen() first.',
      );
    },
    listen: async () => {
      running ??= start(settings, sessions);
      try {
        ({ url } = await running);
        return url;
      } catch (error) {
        running = undefined;
        throw error;
      }
    },
    close: async () => {
      const closing = running;
      running = undefined;
      url = undefined;
      await (await closing)?.close();
    },
    endSessions: (userId) => {
      sessions.endAll(userId);
    },
    expirePlatformTokens: (userId) => {
      sessions.expirePlatformTokens(userId);
    },
  };
}

async function start(
  settings: GatewaySettings,
  sessions: Sessions,
): Promise<{ url: string; close: () => Promise<void> }> {
  // One connection a call: a kept one may be closed by the API just when the next call, which cannot be replayed, uses it.
  const agents = { http: new Agent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };
  // A request can come in before the issuer, whose name needs the port, has made its key.
  const listening = listenOnLoopback(settings.port, settings.callerTimeout, (request, response) => {
    void ready.then((runtime) => handleRequest(request, response, runtime));
  });
  const ready = listening.then(async ({ port }): Promise<GatewayRuntime> => {
    const issuer = await createTokenIssuer({ issuer: originOf(port), now: settings.now });
    const makeSessionToken = createSessionTokenMaker(originOf(port), settings.now);
    const upstream = settings.upstream && createUpstream(settings.upstream, settings.now);
    return { settings, sessions, issuer, makeSessionToken, upstream, port, agents };
  });
  const [{ servers, port }] = await Promise.all([listening, ready]);
  return { url: originOf(port), close: () => closeAll(servers, agents) };
}

async function closeAll(servers: readonly Server[], agents: GatewayRuntime['agents']): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
          server.closeAllConnections();
        }),
    ),
  );
  agents.http.destroy();
  agents.https.destroy();
}

function originOf(port: number): string {
  return port === 80 ? 'http://localhost' : `http://localhost:${port}`;
}
