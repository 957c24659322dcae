import { EXCHANGE_TOKEN_ALGORITHM } from '../claims.ts';
import type { PublicKey, TokenIssuerOptions } from './create-token-issuer.ts';
import { exchangeTokenClaims } from './exchange-token-claims.ts';
import type { ExchangeTokenSubject } from './exchange-token-claims.ts';

/** An issuer whose signatures come from WebCrypto, which has no synchronous form. */
export interface WebTokenIssuer {
  readonly issuer: string;
  /** Mints an exchange token that lives 60 seconds. */
  mint(subject: ExchangeTokenSubject): Promise<string>;
  jwks(): { keys: PublicKey[] };
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * Creates an issuer of the same tokens as `createTokenIssuer`, for browsers, workers and Node alike.
 *
 * @example
 * const issuer = await createWebTokenIssuer({ issuer: 'https://mc-api.example.com' });
 * await issuer.mint({ userId: 'u1', projectKey: 'shop', audience: 'https://api.example.com/orders' });
 */
export async function createWebTokenIssuer(options: TokenIssuerOptions): Promise<WebTokenIssuer> {
  const { issuer, now = Date.now } = options;
  const subtle = webCrypto();
  const algorithm = { ...RSA, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { kty, n, e } = await subtle.exportKey('jwk', publicKey);
  // RFC 7638: the thumbprint of the required members, in this order.
  const kid = encode(await subtle.digest('SHA-256', bytesOf(JSON.stringify({ e, kty, n }))));
  const key = { kty, n, e, kid, alg: EXCHANGE_TOKEN_ALGORITHM, use: 'sig' } as PublicKey;
  return {
    issuer,
    jwks: () => ({ keys: [key] }),
    mint: async (subject) => {
      const signed = [{ alg: EXCHANGE_TOKEN_ALGORITHM, kid }, exchangeTokenClaims(issuer, subject, now())]
        .map((part) => encode(bytesOf(asciiJson(part))))
        .join('.');
      return `${signed}.${encode(await subtle.sign(RSA, privateKey, bytesOf(signed)))}`;
    },
  };
}

/** A page's own, or Node's where the page has none: jsdom leaves `crypto.subtle` out. */
function webCrypto(): SubtleCrypto {
  // Both may be absent, whatever the types say.
  const page = (globalThis as { crypto?: Partial<Crypto> }).crypto?.subtle;
  return page ?? (process.getBuiltinModule('node:crypto').webcrypto.subtle as SubtleCrypto);
}

/** JSON in ASCII, so that a byte is a character: jsdom has no TextEncoder. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function bytesOf(ascii: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(ascii, (character) => character.charCodeAt(0));
}

function encode(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
