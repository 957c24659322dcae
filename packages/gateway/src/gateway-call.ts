import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Agent } from 'node:http';
import type { TokenIssuer } from '@forward-to/protocol/issuer';
import type { HeaderMap } from './header-map.ts';
import type { MakeSessionToken } from './merchant-center/session-token.ts';
import type { GatewaySettings } from './read-options.ts';
import type { Sessions } from './sessions.ts';
import type { UpstreamRuntime } from './upstream/create-upstream.ts';

/** What a running gateway consists of. */
export interface GatewayRuntime {
  settings: GatewaySettings;
  sessions: Sessions;
  issuer: TokenIssuer;
  /** Makes the session tokens that a page of the application shell reads. */
  makeSessionToken: MakeSessionToken;
  /** Absent where the gateway signs people in itself. */
  upstream: UpstreamRuntime | undefined;
  port: number;
  agents: { http: Agent; https: Agent };
}

/** One request that came in. */
export interface GatewayCall {
  request: IncomingMessage;
  response: ServerResponse;
  headers: HeaderMap;
  method: string;
  /** Path without query, as sent. */
  path: string;
}
