import { decodeBase64url } from './base64url.ts';
import type { RsaPublicKey } from './platform.ts';

/** A key as it stands in a key set (RFC 7517); other members are ignored. */
export interface JsonWebKey {
  kty?: string | undefined;
  kid?: string | undefined;
  n?: string | undefined;
  e?: string | undefined;
  alg?: string | undefined;
  use?: string | undefined;
  key_ops?: readonly string[] | undefined;
  [member: string]: unknown;
}

const MIN_MODULUS_BITS = 2048;

/**
 * Picks the keys that may verify exchange tokens: RSA, for signatures, 2048 bits or more. Others are skipped, so that one
 * bad key doesn't spoil the set. Of two usable keys with one ID the first counts.
 */
export function pickUsableKeys(keys: unknown): Map<string, RsaPublicKey> {
  const usable = new Map<string, RsaPublicKey>();
  if (!Array.isArray(keys)) return usable;
  for (const key of keys as unknown[]) {
    if (typeof key !== 'object' || key === null) continue;
    const { kid, n, e } = key as Record<string, unknown>;
    if (typeof kid !== 'string' || kid === '' || usable.has(kid)) continue;
    if (typeof n !== 'string' || typeof e !== 'string') continue;
    if (isForSignatures(key as JsonWebKey) && isStrong(n, e)) usable.set(kid, { n, e });
  }
  return usable;
}

function isForSignatures({ kty, alg, use, key_ops: operations }: JsonWebKey): boolean {
  return (
    kty === 'RSA' &&
    (alg === undefined || alg === 'RS256') &&
    (use === undefined || use === 'sig') &&
    (operations === undefined || (Array.isArray(operations) && operations.includes('verify')))
  );
}

function isStrong(n: string, e: string): boolean {
  const modulus = significantBytes(n);
  const exponent = significantBytes(e);
  if (!modulus || !exponent) return false;
  const bits = modulus.length * 8 - Math.clz32(modulus[0] as number) + 24;
  // With the exponent 1 a signature is the message itself; an even one is no RSA key.
  const isUnsafe = (exponent.length === 1 && exponent[0] === 1) || (exponent.at(-1) as number) % 2 === 0;
  return bits >= MIN_MODULUS_BITS && !isUnsafe;
}

/** The number without leading zero bytes, which would make it look longer than it is. */
function significantBytes(text: string): Uint8Array | undefined {
  const bytes = decodeBase64url(text);
  const start = bytes?.findIndex((byte) => byte !== 0) ?? -1;
  return start < 0 ? undefined : bytes?.subarray(start);
}
