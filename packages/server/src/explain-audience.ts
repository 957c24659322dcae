import type { AudiencePolicy } from '@forward-to/protocol';

export interface AudienceMismatch {
  /** The token's own `aud`. */
  audience: string;
  /** Path that this API compares, with its base path. */
  path: string;
  isSessionToken: boolean;
  audiencePolicy: AudiencePolicy;
  basePath: string;
  origins: readonly string[];
  issuers: readonly string[];
}

/** Says why an audience doesn't match, with the one line that sets it right. */
export function explainAudience(mismatch: AudienceMismatch): string {
  const { audience, origins, issuers, isSessionToken, audiencePolicy } = mismatch;
  if (isSessionToken) {
    return 'The token is a session token, not an exchange token: call the API through /proxy/forward-to.';
  }
  if (!/^https?:/i.test(audience) || !URL.canParse(audience))
    return 'The audience of the token is no URL: the token is not meant for an API.';
  const { origin, pathname } = new URL(audience);
  if (issuers.includes(origin))
    return 'The token was issued for the gateway itself: put the URL of the API into X-Forward-To.';
  if (!origins.includes(origin)) return explainOrigin(origin, origins);
  if (audiencePolicy === 'forward-url-origin') {
    return 'The client uses the other audience policy: set "audiencePolicy: \'forward-url-origin\'" in its forwardTo configuration.';
  }
  if (pathname === '/') {
    return 'The client seems to use the other audience policy: set "audiencePolicy: \'forward-url-origin\'" here too, or leave it out in the client.';
  }
  return explainPath(pathname, mismatch);
}

function explainOrigin(origin: string, origins: readonly string[]): string {
  const { host, protocol } = new URL(origin);
  if (origins.some((known) => new URL(known).host === host)) {
    return `The client calls this API by ${protocol.slice(0, -1)}: set "audience: '${origin}'", the public URL.`;
  }
  return `The client calls this API by another host (did the address of a tunnel change?): set "audience: '${origin}'" if it is yours.`;
}

function explainPath(pathname: string, { path, basePath }: AudienceMismatch): string {
  const seen = path.slice(basePath.length);
  if (trimSlash(pathname) === trimSlash(path)) {
    return 'The paths differ in a slash at the end: use the same in X-Forward-To and in the URL that reaches the API.';
  }
  if (pathname.endsWith(seen) && seen !== '/') {
    const prefix = pathname.slice(0, -seen.length);
    return prefix === ''
      ? 'No proxy strips a base path: leave out "basePath".'
      : `A proxy strips the beginning of the path: set "basePath: '${prefix}'".`;
  }
  if (path.endsWith(pathname))
    return 'A proxy adds to the path: give the API the path of X-Forward-To with "getRequestUrl".';
  if (decode(pathname) === decode(path)) {
    return 'The paths differ in their percent-encoding only: something on the way rewrites it; pass the raw path with "getRequestUrl".';
  }
  if (pathname.toLowerCase() === path.toLowerCase()) return 'The paths differ in upper and lower case only.';
  return 'The token was issued for another path of this API: each call needs a token of its own.';
}

function trimSlash(path: string): string {
  return path.replace(/\/$/, '');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
