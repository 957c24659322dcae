import { isHeaderName } from '../custom-headers.ts';
import {
  ACCEPT,
  ACCEPT_VERSION,
  AUTHORIZATION,
  FORWARD_HEADER_PREFIX,
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
} from '../header-names.ts';

/** Headers that a page may send to the gateway, beside forwarded ones: the CORS list of the gateway, in lower case. */
export const REQUEST_HEADERS: readonly string[] = [
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

// CORS-safelisted names, those that only the browser sets (Fetch standard, "forbidden request-header"), and those that a
// browser or Node adds on its own.
const NOT_ASKED =
  /^(?:accept-charset|accept-encoding|accept-language|access-control-.*|cache-control|connection|content-language|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|pragma|priority|proxy-.*|purpose|range|referer|sec-.*|te|trailer|transfer-encoding|upgrade|upgrade-insecure-requests|user-agent|via)$/;

/** Tells whether the gateway takes a header, given in lower case, from a page: a name of its list, or a forwarded one. */
export function isRequestHeader(name: string): boolean {
  return REQUEST_HEADERS.includes(name) || (name.startsWith(FORWARD_HEADER_PREFIX) && isHeaderName(name));
}

/**
 * Tells whether a browser asks the gateway about a header, given in lower case, before it sends the request, and is told no:
 * such a call never leaves the page.
 */
export function isStoppedByBrowser(name: string): boolean {
  return !isRequestHeader(name) && !NOT_ASKED.test(name);
}
