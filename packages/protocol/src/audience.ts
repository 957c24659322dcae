import { parseHttpUrl } from './parse-http-url.ts';
import { clientError } from './errors.ts';
import { showValue } from './show-value.ts';

/** How the audience of the exchange token follows from the URL that is forwarded to. */
export type AudiencePolicy = 'forward-url-full-path' | 'forward-url-origin';

/** The gateway's own default. */
export const DEFAULT_AUDIENCE_POLICY: AudiencePolicy = 'forward-url-full-path';

export function isAudiencePolicy(value: unknown): value is AudiencePolicy {
  return value === 'forward-url-full-path' || value === 'forward-url-origin';
}

/** @throws ForwardToError `invalid_config` for an unknown policy. */
export function assertAudiencePolicy(value: unknown): AudiencePolicy {
  if (isAudiencePolicy(value)) return value;
  throw clientError(
    'invalid_config',
    `"audiencePolicy" is unknown (received ${showValue(value)}).`,
    'Use "forward-url-full-path" or "forward-url-origin".',
  );
}

/**
 * Computes the audience of a forward-to URL; the one function that gateway and verifier share.
 *
 * `forward-url-full-path` gives origin and path, and the bare origin for the root path; `forward-url-origin` gives the
 * origin. Query, fragment and user info never count; host and port are normalised by WHATWG URL, percent-encoding is
 * kept. The real gateway's form for the root path is not documented.
 *
 * @throws ForwardToError `invalid_config` for anything but an absolute http(s) URL or an unknown policy.
 * @example computeAudience('https://API.example.com:443/a?b#c') // 'https://api.example.com/a'
 */
export function computeAudience(url: string | URL, policy: AudiencePolicy = DEFAULT_AUDIENCE_POLICY): string {
  const { origin, pathname } = parseHttpUrl(url, 'url');
  return joinAudience(origin, pathname, assertAudiencePolicy(policy));
}

/**
 * The audience by the two parts of a URL that count, as WHATWG URL gives them: for whoever has these already.
 *
 * @example joinAudience('https://api.example.com', '/a', 'forward-url-full-path') // 'https://api.example.com/a'
 */
export function joinAudience(origin: string, pathname: string, policy: AudiencePolicy): string {
  return policy === 'forward-url-origin' || pathname === '/' ? origin : origin + pathname;
}
