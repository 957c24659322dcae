import { gatewayError, printable } from './errors.ts';
import type { GatewayCall } from './gateway-call.ts';
import { singleHeader } from './header-map.ts';

/**
 * Rejects a request whose `Host` is not this gateway: a page that points a name of its own at 127.0.0.1 (DNS
 * rebinding) would be same-origin with the gateway otherwise.
 *
 * @throws ForwardToError `host_not_allowed`
 */
export function checkHost(call: GatewayCall, port: number): void {
  const host = singleHeader(call.headers, 'Host')?.toLowerCase();
  const allowed = namesOf(port);
  // A request line with a whole URL names a host of its own, which would then count (RFC 9112 §3.2.2).
  if (host !== undefined && allowed.includes(host) && call.path.startsWith('/')) return;
  throw gatewayError(
    'host_not_allowed',
    `The request is for the host "${printable(host ?? '')}", which is not this gateway.`,
    `Send it to http://localhost:${port}.`,
    {
      expected: allowed,
      actual: printable(host ?? ''),
    },
  );
}

/**
 * Gives the origin of the page that calls, `undefined` when no page does (curl, a server).
 *
 * @throws ForwardToError `origin_not_allowed`
 */
export function checkOrigin(call: GatewayCall, port: number, origins: ReadonlySet<string>): string | undefined {
  const origin = singleHeader(call.headers, 'Origin');
  if (origin === undefined || origins.has(origin) || namesOf(port).some((name) => origin === `http://${name}`)) {
    return origin;
  }
  throw gatewayError(
    'origin_not_allowed',
    `The page at ${printable(origin)} is not allowed to call this gateway.`,
    originHint(origin),
    {
      expected: [...origins],
      actual: printable(origin),
    },
  );
}

function namesOf(port: number): string[] {
  const names = ['localhost', '127.0.0.1', '[::1]'];
  return port === 80 ? [...names, ...names.map((name) => `${name}:80`)] : names.map((name) => `${name}:${port}`);
}

function originHint(origin: string): string {
  // Only what can be pasted into a shell as it is.
  return /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin)
    ? `If the page is yours, start the gateway with --origin ${origin}`
    : 'Serve the page from an http or https origin, and name that origin with --origin.';
}
