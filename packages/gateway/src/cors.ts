import type { ServerResponse } from 'node:http';
import {
  ACCEPT,
  ACCEPT_VERSION,
  AUTHORIZATION,
  FORWARD_HEADER_PREFIX,
  isHeaderName,
  X_APPLICATION_ID,
  X_CORRELATION_ID,
  X_CUSTOM_VIEW_ID,
  X_FEATURE_FLAG,
  X_FORCE_TOKEN,
  X_FORWARD_TO,
  X_FORWARD_TO_AUDIENCE_POLICY,
  X_FORWARD_TO_CLAIMS,
  X_FORWARD_TO_ERROR,
  X_GRAPHQL_OPERATION_NAME,
  X_GRAPHQL_TARGET,
  X_LOGIN_MODE_OVERRIDE,
  X_PROJECT_KEY,
  X_REFRESHED_SESSION_TOKEN,
  X_TEAM_ID,
  X_USER_AGENT,
} from '@forward-to/protocol';
import { printable } from './errors.ts';
import type { GatewayCall } from './gateway-call.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The closed list of the gateway, beside forwarded headers. */
const REQUEST_HEADERS: readonly string[] = [
  ACCEPT,
  ACCEPT_VERSION,
  AUTHORIZATION,
  'content-type',
  X_APPLICATION_ID,
  X_CORRELATION_ID,
  X_CUSTOM_VIEW_ID,
  X_FEATURE_FLAG,
  X_FORCE_TOKEN,
  X_FORWARD_TO,
  X_FORWARD_TO_AUDIENCE_POLICY,
  X_FORWARD_TO_CLAIMS,
  X_GRAPHQL_OPERATION_NAME,
  X_GRAPHQL_TARGET,
  X_LOGIN_MODE_OVERRIDE,
  X_PROJECT_KEY,
  X_TEAM_ID,
  X_USER_AGENT,
].map((name) => name.toLowerCase());

/**
 * Lets an allowed page read the answer; without one, says only that the answer depends on the origin.
 *
 * @param origin the page's origin, after its check.
 */
export function allowOrigin(response: ServerResponse, origin: string | undefined): void {
  response.setHeader('vary', 'Origin');
  if (origin === undefined) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  exposeHeaders(response, []);
}

/** Lets the page read these response headers, beside those of the gateway. */
export function exposeHeaders(response: ServerResponse, names: Iterable<string>): void {
  if (!response.hasHeader('access-control-allow-origin')) return;
  const exposed = new Set([X_FORWARD_TO_ERROR, X_REFRESHED_SESSION_TOKEN, ...names]);
  response.setHeader('access-control-expose-headers', [...exposed].join(', '));
}

/** Tells whether a request is a browser's question before the real one (Fetch standard, "CORS-preflight request"). */
export function isPreflight(call: GatewayCall): boolean {
  const { method, headers } = call;
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
}

/** Answers a preflight. Gives the names that the page asked for in vain, since a browser does not tell. */
export function answerPreflight({ headers, response }: GatewayCall): string[] {
  const asked = (headers.get('access-control-request-headers') ?? [])
    .flatMap((value) => value.toLowerCase().split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const forwarded = asked.filter((name) => name.startsWith(FORWARD_HEADER_PREFIX) && isHeaderName(name));
  const allowed = [...REQUEST_HEADERS, ...new Set(forwarded)];
  response.setHeader('access-control-allow-methods', METHODS.join(', '));
  response.setHeader('access-control-allow-headers', allowed.join(', '));
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
  return asked.filter((name) => !allowed.includes(name)).map(printable);
}
