import { isForwardToError } from '@forward-to/protocol';
import { checkAudience } from './check-audience.ts';
import { checkExpiry, checkLifetime, checkStart, checkType, readSession, readTimes } from './check-claims.ts';
import { checkProject } from './check-project.ts';
import { refusal } from './errors.ts';
import type { TokenFacts } from './hooks.ts';
import { readOptions } from './options.ts';
import type { SessionAuthVerifierOptions, VerifierSettings } from './options.ts';
import { readBearerToken } from './read-headers.ts';
import type { VerifiableRequest } from './read-headers.ts';
import { createTokenReader } from './read-token.ts';
import { requestPath } from './request-path.ts';
import type { Session } from './session.ts';
import { createTrustedIssuers, findIssuer } from './trusted-issuers.ts';

/** Gives the session of a request; `facts` is filled with what was proved on the way. */
export type Verify<Request> = (request: Request, facts: TokenFacts) => Promise<Session>;

/**
 * Creates the verification itself: headers and URL of a request in, session or typed error out.
 *
 * The order is cheapest first, and nothing is believed before the signature but the issuer, which picks the key.
 *
 * @throws ForwardToError `invalid_config`
 */
export function createVerifier<Request extends object>(options: SessionAuthVerifierOptions<Request>): Verify<Request> {
  const settings = readOptions(options);
  const { now = Date.now, getRequestUrl } = options;
  const issuers = createTrustedIssuers(options, { issuers: settings.issuers, now });
  const tokens = createTokenReader();

  return async (request, facts) => {
    const token = tokens.read(readBearerToken(request));
    const { kid, claims } = token;
    const { issuer, keys, claimNames } = findIssuer(claims, issuers);
    facts.issuer = issuer;
    const found = keys.find(kid);
    // Waits only for what takes time: with the key at hand, and node:crypto, nothing does.
    const isSignedBy = found instanceof Promise ? await found : found;
    facts.keyId = kid;
    const signed = isSignedBy(token.signed, token.signature);
    if (!(typeof signed === 'boolean' ? signed : await signed)) throw refusal('invalid_signature');
    tokens.remember(token);

    const times = readTimes(claims, now(), settings.clockTolerance);
    checkExpiry(times);
    checkStart(times);
    checkLifetime(times);
    checkAudience(claims, readPath(request, getRequestUrl, settings), settings);
    checkType(claims);
    const session = readSession(claims, claimNames);
    facts.projectKey = session.projectKey;
    facts.session = session;
    const asked = checkProject(session, settings.projects);
    if (asked) await asked;
    return session;
  };
}

/** @throws ForwardToError `invalid_request_url` */
function readPath<Request extends object>(
  request: Request & VerifiableRequest,
  getRequestUrl: ((request: Request) => string) | undefined,
  { audiencePolicy, basePath }: VerifierSettings,
): string {
  // The origin policy compares no path, so that a request may well have none.
  if (audiencePolicy === 'forward-url-origin') return '/';
  if (!getRequestUrl) return basePath + requestPath(request, request.originalUrl ?? request.url);
  try {
    return basePath + requestPath(request, getRequestUrl(request));
  } catch (cause) {
    if (isForwardToError(cause)) throw cause;
    throw refusal('invalid_request_url', { actual: '"getRequestUrl" threw', cause });
  }
}
