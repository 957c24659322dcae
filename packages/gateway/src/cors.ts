import type { ServerResponse } from 'node:http';
import { X_FORWARD_TO_ERROR, X_REFRESHED_SESSION_TOKEN } from '@forward-to/protocol';
import { isRequestHeader, printable, REQUEST_HEADERS } from '@forward-to/protocol/gateway';
import type { GatewayCall } from './gateway-call.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

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
  const allowed = [...new Set([...REQUEST_HEADERS, ...asked.filter(isRequestHeader)])];
  response.setHeader('access-control-allow-methods', METHODS.join(', '));
  response.setHeader('access-control-allow-headers', allowed.join(', '));
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
  return asked.filter((name) => !isRequestHeader(name)).map(printable);
}
