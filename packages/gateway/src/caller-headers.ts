import {
  AUTHORIZATION,
  FORWARD_HEADER_PREFIX,
  isHeaderName,
  parseErrorMark,
  X_FORWARD_TO,
  X_FORWARD_TO_CLAIMS,
  X_FORWARD_TO_ERROR,
  X_PROJECT_KEY,
  X_REFRESHED_SESSION_TOKEN,
} from '@forward-to/protocol';
import { bearerChallenges } from './bearer-challenges.ts';
import { hopByHopNames } from './header-map.ts';
import type { HeaderMap } from './header-map.ts';

/**
 * Headers of the external API's answer that would act on the gateway's own origin: its cookies, its CORS rules, the
 * page's session token. The gateway writes its own where it needs one.
 */
const DROPPED =
  /^(?:set-cookie2?|access-control-.*|clear-site-data|service-worker-allowed|content-security-policy(?:-report-only)?|x-content-type-options)$/;

const CHALLENGE = 'www-authenticate';

/** All calls go to one URL: without these names a browser's cache would take one answer for another. */
const VARY = ['Origin', AUTHORIZATION, 'Cookie', X_FORWARD_TO, X_FORWARD_TO_CLAIMS, X_PROJECT_KEY];

/**
 * Builds the headers of the answer to the caller from those of the external API.
 *
 * The answer appears under the gateway's origin, so it is sandboxed and never sniffed. An answer that is no success and
 * that no hop has marked is marked as the API's own, and a mark of the gateway is believed from the gateway only.
 */
export function createCallerHeaders(status: number, headers: HeaderMap): Map<string, readonly string[]> {
  const dropped = hopByHopNames(headers);
  const result = new Map(
    [...headers].filter(
      ([name]) =>
        !dropped.has(name) && !DROPPED.test(name) && name !== X_REFRESHED_SESSION_TOKEN && name !== X_FORWARD_TO_ERROR,
    ),
  );
  const mark = readMark(status, headers);
  if (mark !== undefined) result.set(X_FORWARD_TO_ERROR, [mark]);
  result.set('content-security-policy', ['sandbox']);
  result.set('x-content-type-options', ['nosniff']);
  result.set('vary', [[...varyNames(headers), ...VARY].join(', ')]);
  const challenges = (headers.get(CHALLENGE) ?? []).flatMap((value) => bearerChallenges(value) ?? []);
  if (challenges.length === 0) result.delete(CHALLENGE);
  else result.set(CHALLENGE, challenges);
  return result;
}

/**
 * The names of the external API's `Vary`, each also with the prefix: that is how the header travels from the page to
 * the gateway, and the page's browser compares nothing else before it reuses a response.
 */
function varyNames(headers: HeaderMap): string[] {
  return (headers.get('vary') ?? [])
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => isHeaderName(name))
    .flatMap((name) => (name === '*' ? [name] : [name, FORWARD_HEADER_PREFIX + name.toLowerCase()]));
}

function readMark(status: number, headers: HeaderMap): string | undefined {
  const marks = headers.get(X_FORWARD_TO_ERROR) ?? [];
  const source = marks.length === 1 ? parseErrorMark(marks[0])?.source : undefined;
  if (source === 'verifier' || source === 'api') return marks[0];
  return status >= 200 && status < 300 ? undefined : 'api/http_error';
}
