import { X_FORWARD_TO } from '@forward-to/protocol';
import { printable } from './errors.ts';
import type { HeaderMap } from './header-map.ts';

/** What a log may say of a URL: no user info, no query, no fragment. */
export function withoutQuery(url: URL): string {
  // Other schemes than http have no origin.
  return /^https?:$/.test(url.protocol) ? url.origin + url.pathname : url.protocol;
}

/** The target that a call names, before any check: enough to find the call, safe for a terminal. */
export function namedTarget(headers: HeaderMap): string | undefined {
  const target = headers.get(X_FORWARD_TO.toLowerCase())?.[0];
  return target !== undefined && URL.canParse(target) ? printable(withoutQuery(new URL(target))) : undefined;
}
