import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

export const ISSUER = 'https://gateway.example.com';
export const API = 'https://api.example.com';
export const PATH = '/orders/1';
/** Time of every attack, in milliseconds. */
export const NOW = 1_800_000_000_000;

type Parts = Readonly<Record<string, unknown>>;

/** Keys of a gateway and of an attacker, and every way to put a token together. */
export interface Lab {
  /** What the API knows: the public key of the gateway. */
  keys: JsonWebKey[];
  gatewayKey: KeyObject;
  gatewayPublicKey: KeyObject;
  attackerKey: KeyObject;
  attackerPublicKey: KeyObject;
  /** An elliptic key whose public half the gateway publishes too, with the ID "ec". */
  ellipticKey: KeyObject;
  /** Claims that are let in; `undefined` leaves one out. */
  claims(changes?: Parts): Parts;
  /** A token that is right but for the changes. */
  token(claims?: Parts, header?: Parts): string;
  /** A token with any text as header and claims, signed by the gateway. */
  tokenOf(header: string | Buffer, claims: string | Buffer): string;
}

export const encode = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');
export const json = (value: unknown): string => JSON.stringify(value);

export function createLab(): Lab {
  const gateway = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = (key: KeyObject, kid: string, alg: string) => ({
    ...key.export({ format: 'jwk' }),
    kid,
    alg,
    use: 'sig',
  });
  const tokenOf: Lab['tokenOf'] = (header, claims) => rs256(`${encode(header)}.${encode(claims)}`, gateway.privateKey);
  const claimsOf: Lab['claims'] = (changes) => ({
    exp: NOW / 1000 + 30,
    iat: NOW / 1000 - 30,
    sub: 'user-1',
    iss: ISSUER,
    aud: API + PATH,
    type: 'exchange',
    [`${ISSUER}/claims/project_key`]: 'my-project',
    ...changes,
  });
  return {
    keys: [jwk(gateway.publicKey, 'gateway', 'RS256'), jwk(elliptic.publicKey, 'ec', 'ES256')],
    gatewayKey: gateway.privateKey,
    gatewayPublicKey: gateway.publicKey,
    attackerKey: attacker.privateKey,
    attackerPublicKey: attacker.publicKey,
    ellipticKey: createPrivateKey(elliptic.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    claims: claimsOf,
    tokenOf,
    token: (claims, header) => tokenOf(json({ alg: 'RS256', kid: 'gateway', ...header }), json(claimsOf(claims))),
  };
}

/** Signs `header.claims` as RS256 does. */
export function rs256(signed: string, key: KeyObject): string {
  return `${signed}.${encode(sign('RSA-SHA256', Buffer.from(signed), key))}`;
}

/** Signs with HMAC, the secret being whatever an attacker can know. */
export function hs256(signed: string, secret: string | Buffer): string {
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
