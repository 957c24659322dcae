import type * as NodeCrypto from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { EXCHANGE_TOKEN_ALGORITHM } from '../claims.ts';
import { JWKS_PATH, OPENID_CONFIGURATION_PATH } from '../header-names.ts';
import { exchangeTokenClaims } from './exchange-token-claims.ts';
import type { ExchangeTokenSubject } from './exchange-token-claims.ts';

export interface TokenIssuerOptions {
  /** Origin of the issuer, for example `http://localhost:8080`; its keys are looked for below it. */
  issuer: string;
  /** Current time in milliseconds. @default Date.now */
  now?: (() => number) | undefined;
}

/** A public RSA key as it stands in the key set (RFC 7517). */
export interface PublicKey extends JsonWebKey {
  kid: string;
  alg: string;
  use: 'sig';
}

export interface TokenIssuer {
  readonly issuer: string;
  /** Mints an exchange token that lives 60 seconds. */
  mint(subject: ExchangeTokenSubject): string;
  /** The claims that {@link TokenIssuer.mint} would sign now; a test changes one and signs the result. */
  claimsFor(subject: ExchangeTokenSubject): Record<string, unknown>;
  /** Signs any claims with the current key; `header` adds to or replaces `alg` and `kid`. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): string;
  /** Public keys: the current one first, then those that `rotate` replaced. */
  jwks(): { keys: PublicKey[] };
  /** The document to serve at a `/.well-known` path, `undefined` for any other path. */
  wellKnown(pathname: string): object | undefined;
  /** Makes a new key the current one. @param options.keepPrevious leaves the replaced keys in the set. @default true */
  rotate(options?: { keepPrevious?: boolean }): Promise<void>;
}

interface SigningKey {
  privateKey: KeyObject;
  publicKey: PublicKey;
}

/**
 * Creates an issuer of exchange tokens with an RSA key of its own, which stays in memory.
 *
 * Its tokens have the header and claims of the Merchant Center API Gateway: RS256 with `kid` and without `typ`, `aud` as
 * one string, no `nbf`, no `jti`. Two tokens for the same subject in the same second are equal, since RS256 is
 * deterministic.
 *
 * @example
 * const issuer = await createTokenIssuer({ issuer: 'http://localhost:8080' });
 * issuer.mint({ userId: 'u1', projectKey: 'shop', audience: 'http://localhost:6001/orders' });
 */
export async function createTokenIssuer(options: TokenIssuerOptions): Promise<TokenIssuer> {
  const { issuer, now = Date.now } = options;
  let keys: [SigningKey, ...SigningKey[]] = [await createSigningKey()];

  const claimsFor = (subject: ExchangeTokenSubject): Record<string, unknown> =>
    exchangeTokenClaims(issuer, subject, now());
  const sign = (claims: Record<string, unknown>, header?: Record<string, unknown>): string => {
    const [{ privateKey, publicKey }] = keys;
    const signed = [{ alg: EXCHANGE_TOKEN_ALGORITHM, kid: publicKey.kid, ...header }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${signed}.${nodeCrypto().sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };
  const jwks = () => ({ keys: keys.map((key) => key.publicKey) });

  return {
    issuer,
    claimsFor,
    sign,
    jwks,
    mint: (subject) => sign(claimsFor(subject)),
    wellKnown: (pathname) => {
      if (pathname === JWKS_PATH) return jwks();
      if (pathname === OPENID_CONFIGURATION_PATH) return discoveryDocument(issuer);
      return undefined;
    },
    rotate: async ({ keepPrevious = true } = {}) => {
      const next = await createSigningKey();
      keys = keepPrevious ? [next, ...keys] : [next];
    },
  };
}

async function createSigningKey(): Promise<SigningKey> {
  const { generateKeyPair, createHash } = nodeCrypto();
  const { privateKey, publicKey } = await new Promise<{ privateKey: KeyObject; publicKey: KeyObject }>(
    (resolve, reject) => {
      generateKeyPair('rsa', { modulusLength: 2048 }, (error, publicKey, privateKey) => {
        if (error) reject(error);
        else resolve({ privateKey, publicKey });
      });
    },
  );
  const jwk = publicKey.export({ format: 'jwk' });
  // RFC 7638: the thumbprint of the required members, in this order.
  const kid = createHash('sha256')
    .update(JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n }))
    .digest('base64url');
  return { privateKey, publicKey: { ...jwk, kid, alg: EXCHANGE_TOKEN_ALGORITHM, use: 'sig' } };
}

/**
 * Node's own cryptography, looked up when it is needed: a static import would stop a bundler for the browser, although the
 * page uses only what stands beside this function.
 */
function nodeCrypto(): typeof NodeCrypto {
  return process.getBuiltinModule('node:crypto');
}

/** OpenID Connect Discovery 1.0 §3, with the members that make sense for an issuer without a login of its own. */
function discoveryDocument(issuer: string): object {
  return {
    issuer,
    jwks_uri: issuer + JWKS_PATH,
    id_token_signing_alg_values_supported: [EXCHANGE_TOKEN_ALGORITHM],
    subject_types_supported: ['public'],
  };
}
