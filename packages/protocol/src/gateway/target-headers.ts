import { isHeaderName, isReservedForwardHeader } from '../custom-headers.ts';
import { FORWARD_HEADER_PREFIX } from '../header-names.ts';
import { gatewayError, printable } from './gateway-error.ts';
import { hopByHopNames } from './header-map.ts';
import type { HeaderMap } from './header-map.ts';

/**
 * The only headers of the caller's own request that reach the external API: they describe the body, the answer that the
 * caller can read, and the call. Everything else (cookies, session token, protocol headers, forged `x-mc-api-*`, what a
 * browser adds) stops here, whatever it is called.
 */
const PASSED_ON = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'user-agent',
  'x-correlation-id',
];

/**
 * Builds the caller's part of the headers for the external API: what is passed on, and forwarded headers without their
 * prefix. A forwarded header wins over one that is passed on.
 *
 * @throws ForwardToError `invalid_header` for a forwarded name that the gateway or HTTP itself owns.
 */
export function createTargetHeaders(headers: HeaderMap): Record<string, string | readonly string[]> {
  const dropped = hopByHopNames(headers);
  const passedOn = PASSED_ON.flatMap((name) => {
    const values = dropped.has(name) ? undefined : headers.get(name);
    return values ? [[name, values.length === 1 ? (values[0] as string) : values] as const] : [];
  });
  const forwarded = [...headers]
    .filter(([name]) => name.startsWith(FORWARD_HEADER_PREFIX) && !dropped.has(name))
    .map(([name, values]) => [checkForwardedName(name.slice(FORWARD_HEADER_PREFIX.length)), values] as const);
  return Object.fromEntries([...passedOn, ...forwarded]);
}

function checkForwardedName(name: string): string {
  if (isHeaderName(name) && !isReservedForwardHeader(name)) return name;
  throw gatewayError(
    'invalid_header',
    `The header "${FORWARD_HEADER_PREFIX}${printable(name)}" cannot be forwarded`,
    'The gateway or HTTP itself sets it. Send the value under a name of your own.',
  );
}
