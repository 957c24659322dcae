import { nodeCrypto } from './environment.ts';

/** Tells whether a signature over some bytes was made with the key that the check belongs to (RS256, RFC 7518 §3.3). */
export type SignatureCheck = (signed: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

/**
 * Creates the check for one RSA key: synchronous where the runtime has `node:crypto`, with Web Crypto elsewhere.
 *
 * Web Crypto hands each call to a thread and back; the synchronous call saves that. With a key that the runtime cannot read
 * nothing verifies.
 */
export function createSignatureCheck(key: { n: string; e: string }): SignatureCheck {
  const jwk = { kty: 'RSA', n: key.n, e: key.e };
  const crypto = nodeCrypto();
  if (crypto) {
    const publicKey = crypto.createPublicKey({ key: jwk, format: 'jwk' });
    return (signed, signature) => crypto.verify('sha256', signed, publicKey, signature);
  }
  const { subtle } = globalThis.crypto;
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const imported = subtle.importKey('jwk', jwk, algorithm, false, ['verify']).catch(() => undefined);
  return async (signed, signature) => {
    const publicKey = await imported;
    return publicKey !== undefined && subtle.verify(algorithm, publicKey, signature.slice(), signed.slice());
  };
}
