import { EXCHANGE_TOKEN_ALGORITHM } from '@forward-to/protocol';
import { decodeBase64url } from './base64url.ts';
import { createSignatureCheck } from './verify-signature.ts';
import type { SignatureCheck } from './verify-signature.ts';

/** The usable keys of an issuer by `kid`. */
export type KeySet = ReadonlyMap<string, SignatureCheck>;

// NIST SP 800-131A wants 2048 bits at least; the upper bound keeps one verification cheap.
const MIN_BITS = 2048;
const MAX_BITS = 8192;

/**
 * Picks the keys of a JSON Web Key Set (RFC 7517) that may verify an exchange token: RSA, for signatures, with `kid`, 2048
 * bits or more. Others are left out, so that one bad key doesn't spoil the set.
 */
export function readKeySet(document: unknown): KeySet {
  const list: unknown = Array.isArray(document) ? document : (document as { keys?: unknown } | null | undefined)?.keys;
  const keys = new Map<string, SignatureCheck>();
  for (const jwk of Array.isArray(list) ? (list as unknown[]) : []) {
    if (!isUsable(jwk) || keys.has(jwk.kid)) continue;
    try {
      keys.set(jwk.kid, createSignatureCheck({ n: jwk.n, e: jwk.e }));
    } catch {
      // A key that the runtime cannot read is left out like any other unusable one.
    }
  }
  return keys;
}

function isUsable(jwk: unknown): jwk is { kid: string; n: string; e: string } {
  if (typeof jwk !== 'object' || jwk === null) return false;
  const { kty, kid, use, alg, key_ops: operations, n, e } = jwk as Record<string, unknown>;
  return (
    kty === 'RSA' &&
    typeof kid === 'string' &&
    kid !== '' &&
    (use === undefined || use === 'sig') &&
    (alg === undefined || alg === EXCHANGE_TOKEN_ALGORITHM) &&
    (operations === undefined || (Array.isArray(operations) && operations.includes('verify'))) &&
    hasSoundModulus(n) &&
    hasSoundExponent(e)
  );
}

function hasSoundModulus(n: unknown): boolean {
  const bytes = typeof n === 'string' ? decodeBase64url(n) : undefined;
  const bits = bytes ? bitLength(bytes) : 0;
  return bits >= MIN_BITS && bits <= MAX_BITS && ((bytes?.at(-1) ?? 0) & 1) === 1;
}

/** Odd and at least 3: with 1 everybody can sign. Up to 32 bits, as every real key. */
function hasSoundExponent(e: unknown): boolean {
  const bytes = typeof e === 'string' ? decodeBase64url(e) : undefined;
  if (!bytes || bytes.length > 4) return false;
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return value >= 3 && value % 2 === 1;
}

function bitLength(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (bytes.length - start) * 8 - Math.clz32(bytes[start] as number) + 24;
}
