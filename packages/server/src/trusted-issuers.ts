import { projectKeyClaim, userPermissionsClaim } from '@forward-to/protocol';
import { requireString, showUrl } from './check-claims.ts';
import type { ClaimNames } from './check-claims.ts';
import { isProduction, warnOnce } from './environment.ts';
import { refusal } from './errors.ts';
import { createKeyStores } from './jwks-options.ts';
import type { KeyStore } from './key-store.ts';
import { isLoopbackUrl, parseGatewayUrl } from './options.ts';
import type { SessionAuthVerifierOptions } from './options.ts';
import type { JsonObject } from './parse-json-object.ts';

/** What belongs to one issuer, so that nothing of it is put together for each token. */
export interface TrustedIssuer {
  issuer: string;
  keys: KeyStore;
  claimNames: ClaimNames;
}

export interface TrustedIssuers {
  byName: ReadonlyMap<string, TrustedIssuer>;
  /** Told of each other issuer that a token names. */
  onUnknown: (issuer: string) => void;
}

/**
 * Creates the issuers that a verifier trusts, with their key stores.
 *
 * @throws ForwardToError `invalid_config`
 */
export function createTrustedIssuers(
  { jwks, fetch }: Pick<SessionAuthVerifierOptions, 'jwks' | 'fetch'>,
  { issuers, now }: { issuers: readonly string[]; now: () => number },
): TrustedIssuers {
  const keyStores = createKeyStores(jwks, {
    issuers,
    now,
    fetch: fetch ?? ((...args) => globalThis.fetch(...args)), // late-bound: a test may patch it later
    parseUrl: parseGatewayUrl,
  });
  const trust = (issuer: string, keys: KeyStore): TrustedIssuer => ({
    issuer,
    keys,
    claimNames: { projectKey: projectKeyClaim(issuer), userPermissions: userPermissionsClaim(issuer) },
  });
  return {
    byName: new Map(Array.from(keyStores, ([issuer, keys]) => [issuer, trust(issuer, keys)])),
    onUnknown: createLocalGatewayHint(issuers),
  };
}

/** @throws ForwardToError `missing_claim`, `invalid_claim` or `issuer_mismatch` */
export function findIssuer(claims: JsonObject, { byName, onUnknown }: TrustedIssuers): TrustedIssuer {
  const issuer = requireString(claims, 'iss');
  const trusted = byName.get(issuer);
  if (trusted) return trusted;
  onUnknown(issuer);
  const details = { expected: [...byName.keys()], actual: showUrl(issuer) };
  throw refusal('issuer_mismatch', isLocalGateway(issuer) ? { ...details, message: LOCAL_GATEWAY } : details);
}

// It tells the caller nothing but what their own token says: where the token comes from, and that it is not trusted.
const LOCAL_GATEWAY =
  'The token comes from a local gateway, which this API does not trust: the terminal of the API says what to set';

/** Tells whether an issuer is written as the origin of a gateway on this machine. */
function isLocalGateway(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, origin } = new URL(issuer);
  return /^https?:$/.test(protocol) && origin === issuer && isLoopbackUrl(origin);
}

/**
 * Tells the developer, once and only on the terminal of the API, which "issuer" to set when requests come through a local
 * gateway that is not configured. The response does not show the configuration: its reader could be anyone.
 */
function createLocalGatewayHint(issuers: readonly string[]): (issuer: string) => void {
  let isTold = issuers.some(isLoopbackUrl);
  return (issuer) => {
    // Only an origin as it is written: no other text of a caller gets to the terminal.
    if (isTold || isProduction() || !isLocalGateway(issuer)) return;
    isTold = true;
    warnOnce(
      'FORWARD_TO_LOCAL_GATEWAY',
      `A token comes from the local gateway ${issuer}, but the verifier trusts only ${issuers.join(', ')}. To develop with the local gateway, set "issuer" to "${issuer}".`,
    );
  };
}
