import { projectKeyClaim, userPermissionsClaim } from '@forward-to/protocol';
import { requireString, showUrl } from './check-claims.ts';
import type { ClaimNames } from './check-claims.ts';
import { isProduction, warn } from './environment.ts';
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
  throw refusal('issuer_mismatch', { expected: [...byName.keys()], actual: showUrl(issuer) });
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
