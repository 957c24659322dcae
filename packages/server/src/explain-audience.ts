import type { AudiencePolicy } from '@forward-to/protocol';

export interface AudienceMismatch {
  /** The `aud` claim of the token. */
  audience: string;
  /** The path that this API compares with the audience, including its base path. */
  path: string;
  isSessionToken: boolean;
  audiencePolicy: AudiencePolicy;
  basePath: string;
  origins: readonly string[];
  issuers: readonly string[];
}

/** Explains why the audience of a token does not match, and says which setting to change. */
export function explainAudience(mismatch: AudienceMismatch): string {
  const { audience, origins, issuers, isSessionToken, audiencePolicy } = mismatch;
  if (isSessionToken) {
    return 'The token is a session token, not an exchange token. Send the request to the gateway, at /proxy/forward-to.';
  }
  if (!/^https?:/i.test(audience) || !URL.canParse(audience))
    return 'The audience of the token is not a URL, so the token was not issued for an API.';
  const { origin, pathname } = new URL(audience);
  if (issuers.includes(origin))
    return 'The token was issued for the gateway itself. Put the URL of the API into the X-Forward-To header.';
  if (!origins.includes(origin)) return explainOrigin(origin, origins);
  if (audiencePolicy === 'forward-url-origin') {
    return 'The client uses another audience policy than this API. Set "audiencePolicy: \'forward-url-origin\'" in the forward-to configuration of the client.';
  }
  if (pathname === '/') {
    return 'The client seems to use another audience policy than this API. Set "audiencePolicy: \'forward-url-origin\'" in the verifier too, or remove it from the client.';
  }
  return explainPath(pathname, mismatch);
}

function explainOrigin(origin: string, origins: readonly string[]): string {
  const { host, protocol } = new URL(origin);
  if (origins.some((known) => new URL(known).host === host)) {
    return `The client calls this API by ${protocol.slice(0, -1)}. Set "audience: '${origin}'", which is its public URL.`;
  }
  return `The client calls this API by another host name (did the address of a tunnel change?). If ${origin} is your API, set "audience: '${origin}'".`;
}

function explainPath(pathname: string, { path, basePath }: AudienceMismatch): string {
  const seen = path.slice(basePath.length);
  if (trimSlash(pathname) === trimSlash(path)) {
    return 'The paths differ only in a slash at the end. Use the same path in X-Forward-To and in the URL that reaches the API.';
  }
  if (pathname.endsWith(seen) && seen !== '/') {
    const prefix = pathname.slice(0, -seen.length);
    return prefix === ''
      ? 'The path reaches the API complete, so no proxy removes a base path. Remove the option "basePath".'
      : `A proxy removes the beginning of the path. Set "basePath: '${prefix}'".`;
  }
  if (path.endsWith(pathname))
    return 'A proxy adds something to the beginning of the path. Return the path of X-Forward-To from the option "getRequestUrl".';
  if (decode(pathname) === decode(path)) {
    return 'The paths differ only in their percent-encoding, because a proxy or a framework rewrites it. Return the original path from the option "getRequestUrl".';
  }
  if (pathname.toLowerCase() === path.toLowerCase())
    return 'The paths differ only in upper and lower case. Use the same spelling in X-Forward-To and in the URL that reaches the API.';
  return 'The token was issued for another path of this API. Each request needs a token of its own, which the gateway creates.';
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
