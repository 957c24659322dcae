import { joinAudience } from '@forward-to/protocol';
import type { AudiencePolicy } from '@forward-to/protocol';
import { requireString, showUrl } from './check-claims.ts';
import { refusal } from './errors.ts';
import { explainAudience } from './explain-audience.ts';
import { normalizePath } from './request-path.ts';
import type { JsonObject } from './parse-json-object.ts';

export interface AudienceOptions {
  /** Public origins of the API. */
  origins: readonly string[];
  audiencePolicy: AudiencePolicy;
  /** What a proxy strips from the path before the API sees it; empty or `/…` without a slash at its end. */
  basePath: string;
  issuers: readonly string[];
}

/**
 * Checks that a token was issued for the URL of this request; `aud` is one string.
 *
 * @param path of the request; under the origin policy any, since it isn't compared.
 * @throws ForwardToError `audience_mismatch`, `missing_claim` or `invalid_claim`
 */
export function checkAudience(claims: JsonObject, path: string, options: AudienceOptions): void {
  const { audiencePolicy, basePath, origins } = options;
  const audience = requireString(claims, 'aud');
  const pathname = normalizePath(path);
  if (origins.some((origin) => joinAudience(origin, pathname, audiencePolicy) === audience)) return;
  const expected = origins.map((origin) => joinAudience(origin, pathname, audiencePolicy));
  if (isRoot(audience, path, basePath, expected)) return;
  throw refusal('audience_mismatch', {
    expected,
    actual: showUrl(audience),
    hint: explainAudience({ audience, path, isSessionToken: claims.type !== 'exchange', ...options }),
  });
}

/** The gateway's form for the root path is not documented: with and without its slash are the same place. */
function isRoot(audience: string, path: string, basePath: string, expected: readonly string[]): boolean {
  if (path !== `${basePath}/` && path !== '/') return false;
  const withoutSlash = (value: string) => value.replace(/\/$/, '');
  return expected.some((value) => withoutSlash(value) === withoutSlash(audience));
}
