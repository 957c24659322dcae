import { ACCESS_TOKEN_COOKIE, AUTHORIZATION } from '@forward-to/protocol';
import { singleHeader } from './header-map.ts';
import type { HeaderMap } from './header-map.ts';

/**
 * The session token of a request: from `Authorization: Bearer`, which a page in development sends, else from the cookie.
 *
 * @throws ForwardToError `invalid_header` when `Authorization` came twice.
 */
export function readSessionToken(headers: HeaderMap): string | undefined {
  const authorization = singleHeader(headers, AUTHORIZATION);
  if (authorization !== undefined) return /^bearer +(\S+)$/i.exec(authorization)?.[1];
  return readCookie(headers, ACCESS_TOKEN_COOKIE);
}

/** The value of the first cookie with this name. */
export function readCookie(headers: HeaderMap, wanted: string): string | undefined {
  for (const pair of (headers.get('cookie') ?? []).join(';').split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === wanted) return value?.trim();
  }
  return undefined;
}
