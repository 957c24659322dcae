import { ACCESS_TOKEN_COOKIE, AUTHORIZATION } from '@forward-to/protocol';
import type { GatewayCall } from '../gateway-call.ts';
import { singleHeader } from '../header-map.ts';
import { readCookie, readSessionToken } from '../read-session-token.ts';
import type { UpstreamCookies } from './upstream-cookies.ts';

/**
 * The header that carries a caller's session to the upstream: the session token that the page sent, else the cookies that
 * are kept for its browser. `undefined` for a caller without a session.
 */
export function upstreamCredential(
  { headers }: GatewayCall,
  cookies: UpstreamCookies,
): { name: 'authorization' | 'cookie'; value: string } | undefined {
  if (singleHeader(headers, AUTHORIZATION) !== undefined) {
    const token = readSessionToken(headers);
    return token === undefined ? undefined : { name: 'authorization', value: `Bearer ${token}` };
  }
  const value = cookies.headerFor(readCookie(headers, ACCESS_TOKEN_COOKIE));
  return value === undefined ? undefined : { name: 'cookie', value };
}
