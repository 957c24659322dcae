import { refusal } from './errors.ts';
import { isHeadersLike } from './read-headers.ts';
import type { VerifiableRequest } from './read-headers.ts';

// "." and "..", also percent-encoded: a router and a proxy may disagree about where they lead.
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i;
// What no request target holds (RFC 9112 §3.2): control characters, space, fragment, and "\" which URL parsers read as "/".
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0020\u007f#\\]/;

/**
 * The path of a request as its router sees it: refused rather than normalised where two readers could disagree.
 *
 * Takes an absolute path with or without query. An absolute URL counts only beside WHATWG headers, since there the runtime
 * made it; in a Node request the caller wrote it.
 *
 * @param url `originalUrl` or `url` of the request, or what `getRequestUrl` gave.
 * @throws ForwardToError `invalid_request_url`
 */
export function requestPath(request: VerifiableRequest, url: unknown): string {
  const target = isHeadersLike(request.headers) || url instanceof URL ? pathOfAbsolute(url) : url;
  if (typeof target !== 'string') throw refusal('invalid_request_url', { actual: 'no URL' });
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  if (isPlainPath(path)) return path;
  throw refusal('invalid_request_url', { expected: 'an absolute path, for example "/orders/1"' });
}

// What a URL parser leaves as it is, in a path without dot segments (WHATWG URL, path percent-encode set).
const UNCHANGED = /^[\w\-./~!$&'()*+,;=:@%]*$/;

/** A plain path as WHATWG URL spells it: what isn't allowed in one is percent-encoded. */
export function normalizePath(path: string): string {
  // Most paths need no parser, which takes longer than all other checks of a call but the signature.
  return UNCHANGED.test(path) ? path : new URL(path, 'http://localhost').pathname;
}

/** Tells whether a path means one place to every reader: absolute, no dot segments, no `//`, no `\`. */
export function isPlainPath(path: string): boolean {
  return path.startsWith('/') && !path.includes('//') && !DOT_SEGMENT.test(path) && !FORBIDDEN.test(path);
}

function pathOfAbsolute(url: unknown): unknown {
  const text = url instanceof URL ? url.href : url;
  return typeof text === 'string' && /^https?:/i.test(text) && URL.canParse(text) ? new URL(text).pathname : text;
}
