import { isForwardToError, projectKeyClaim, userPermissionsClaim } from '@forward-to/protocol';
import { readSession, readTimes, requireString, showUrl } from './check-claims.ts';
import type { ClaimNames } from './check-claims.ts';
import { isProduction, warn } from './environment.ts';
import { refusal } from './errors.ts';
import type { TokenFacts } from './hooks.ts';
import { createKeyStores } from './jwks-options.ts';
import type { KeyStore } from './key-store.ts';
import { isLoopbackUrl, parseGatewayUrl, readOptions } from './options.ts';
import type { SessionAuthVerifierOptions, VerifierSettings } from './options.ts';
import type { JsonObject } from './parse-json-object.ts';
import { readBearerToken } from './read-headers.ts';
import type { VerifiableRequest } from './read-headers.ts';
import { readToken } from './read-token.ts';
import { requestPath } from './request-path.ts';
import type { Session } from './session.ts';
import { VERIFICATION_CHECKS } from './verification-checks.ts';
import type { VerificationChecks } from './verification-checks.ts';

/** Gives the session of a request; `facts` is filled with what was proved on the way. */
export type Verify<Request> = (request: Request, facts: TokenFacts) => Promise<Session>;

/** What belongs to one issuer, so that nothing of it is put together for each token. */
interface TrustedIssuer {
  issuer: string;
  keys: KeyStore;
  claimNames: ClaimNames;
}

/** Header parts that are remembered: those of a few key rotations. */
const MAX_KNOWN_HEADERS = 100;

/**
 * Creates the verification itself: headers and URL of a request in, session or typed error out.
 *
 * The order is cheapest first, and nothing is believed before the signature but the issuer, which picks the key.
 *
 * @param checks for a test that leaves one out.
 * @throws ForwardToError `invalid_config`
 */
export function createVerifier<Request extends object>(
  options: SessionAuthVerifierOptions<Request>,
  checks: VerificationChecks = VERIFICATION_CHECKS,
): Verify<Request> {
  const settings = readOptions(options);
  const { now = Date.now, getRequestUrl } = options;
  const issuers = createTrustedIssuers(options, settings, now);
  const knownHeaders = new Map<string, string>();
  const hintOnce = createLocalGatewayHint([...issuers.keys()]);

  return async (request, facts) => {
    const token = readToken(readBearerToken(request, checks), knownHeaders, checks);
    const { kid, claims, headerPart } = token;
    const { issuer, keys, claimNames } = findIssuer(claims, issuers, hintOnce);
    facts.issuer = issuer;
    const found = keys.find(kid);
    // Waits only for what takes time: with the key at hand, and node:crypto, nothing does.
    const isSignedBy = found instanceof Promise ? await found : found;
    facts.keyId = kid;
    const signed = isSignedBy(token.signed, token.signature);
    checks.checkSignature(typeof signed === 'boolean' ? signed : await signed);
    if (!knownHeaders.has(headerPart)) remember(knownHeaders, headerPart, kid);

    const times = readTimes(claims, now(), settings.clockTolerance);
    checks.checkExpiry(times);
    checks.checkStart(times);
    checks.checkLifetime(times);
    checks.checkAudience(claims, readPath(request, getRequestUrl, settings), settings);
    checks.checkType(claims);
    const session = readSession(claims, claimNames);
    facts.projectKey = session.projectKey;
    facts.session = session;
    checks.checkProject(session, settings.projects);
    return session;
  };
}

function createTrustedIssuers<Request extends object>(
  { jwks, fetch }: SessionAuthVerifierOptions<Request>,
  settings: VerifierSettings,
  now: () => number,
): ReadonlyMap<string, TrustedIssuer> {
  const keyStores = createKeyStores(jwks, {
    issuers: settings.issuers,
    now,
    fetch: fetch ?? ((...args) => globalThis.fetch(...args)), // late-bound: a test may patch it later
    parseUrl: parseGatewayUrl,
  });
  const trust = (issuer: string, keys: KeyStore): TrustedIssuer => ({
    issuer,
    keys,
    claimNames: { projectKey: projectKeyClaim(issuer), userPermissions: userPermissionsClaim(issuer) },
  });
  return new Map(Array.from(keyStores, ([issuer, keys]) => [issuer, trust(issuer, keys)]));
}

/** @throws ForwardToError `missing_claim`, `invalid_claim` or `issuer_mismatch` */
function findIssuer(
  claims: JsonObject,
  issuers: ReadonlyMap<string, TrustedIssuer>,
  onOtherIssuer: (issuer: string) => void,
): TrustedIssuer {
  const issuer = requireString(claims, 'iss');
  const trusted = issuers.get(issuer);
  if (trusted) return trusted;
  onOtherIssuer(issuer);
  throw refusal('issuer_mismatch', { expected: [...issuers.keys()], actual: showUrl(issuer) });
}

/**
 * Tells the developer, once and on the terminal of the API alone, that calls come through a local gateway which is not
 * configured: the answer may not say so, since its reader could be anyone.
 */
function createLocalGatewayHint(issuers: readonly string[]): (issuer: string) => void {
  let isTold = issuers.some(isLoopbackUrl);
  return (issuer) => {
    if (isTold || isProduction() || !URL.canParse(issuer)) return;
    const { protocol, origin } = new URL(issuer);
    // An origin as it is written: nobody else's text gets to the terminal.
    if (!/^https?:$/.test(protocol) || origin !== issuer || !isLoopbackUrl(origin)) return;
    isTold = true;
    warn(
      'FORWARD_TO_LOCAL_GATEWAY',
      `A token names a gateway on this machine, ${origin}, but the verifier trusts ${issuers.join(', ')} only. To develop with the local gateway set "issuer" to ${origin}.`,
    );
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

function remember(knownHeaders: Map<string, string>, headerPart: string, kid: string): void {
  if (knownHeaders.size >= MAX_KNOWN_HEADERS) knownHeaders.clear();
  knownHeaders.set(headerPart, kid);
}
