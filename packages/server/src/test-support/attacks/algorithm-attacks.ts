import { constants, sign } from 'node:crypto';
import type { SignKeyObjectInput } from 'node:crypto';
import { attacks } from './attack.ts';
import type { Attack } from './attack.ts';
import { encode, hs256, json } from './lab.ts';
import type { Lab } from './lab.ts';

/** Algorithms other than RS256: RFC 8725 §2.1 and §3.1. */
export function algorithmAttacks(lab: Lab): Attack[] {
  const signed = (alg: unknown, kid = 'gateway') => `${encode(json({ alg, kid }))}.${encode(json(lab.claims()))}`;
  const signedBy = (alg: string, hash: string, key: SignKeyObjectInput, kid?: string) =>
    `${signed(alg, kid)}.${encode(sign(hash, Buffer.from(signed(alg, kid)), key))}`;
  const pem = (type: 'spki' | 'pkcs1') => lab.gatewayPublicKey.export({ type, format: 'pem' });
  const jwk = lab.gatewayPublicKey.export({ format: 'jwk' });
  const pss = { key: lab.gatewayKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  const code = 'algorithm_not_allowed';
  return [
    ...attacks('taking an unsigned token', code, {
      ...Object.fromEntries(
        ['none', 'None', 'NONE', 'nOnE', 'none ', 'none\u0000'].map((alg) => [
          `alg ${json(alg)} without signature`,
          `${signed(alg)}.`,
        ]),
      ),
      'alg none with a signature of RS256': lab.token({}, { alg: 'none' }),
    }),
    ...attacks('using the public key as a secret', code, {
      'HS256 with the PEM (SPKI) as secret': hs256(signed('HS256'), pem('spki')),
      'HS256 with the PEM without its last line break': hs256(signed('HS256'), pem('spki').toString().trim()),
      'HS256 with the PEM (PKCS 1) as secret': hs256(signed('HS256'), pem('pkcs1')),
      'HS256 with the DER as secret': hs256(
        signed('HS256'),
        lab.gatewayPublicKey.export({ type: 'spki', format: 'der' }),
      ),
      'HS256 with the JWK as secret': hs256(signed('HS256'), json(jwk)),
      'HS256 with the modulus as secret': hs256(signed('HS256'), Buffer.from(jwk.n ?? '', 'base64url')),
      'HS256 with an empty secret': hs256(signed('HS256'), ''),
    }),
    ...attacks('taking any algorithm that fits a key', code, {
      'RS384 by the key of the gateway': signedBy('RS384', 'RSA-SHA384', { key: lab.gatewayKey }),
      'RS512 by the key of the gateway': signedBy('RS512', 'RSA-SHA512', { key: lab.gatewayKey }),
      'PS256 by the key of the gateway': signedBy('PS256', 'RSA-SHA256', pss),
      'ES256 by a key in the set': signedBy(
        'ES256',
        'sha256',
        { key: lab.ellipticKey, dsaEncoding: 'ieee-p1363' },
        'ec',
      ),
    }),
    ...attacks('reading alg loosely', code, {
      'alg rs256': lab.token({}, { alg: 'rs256' }),
      'alg with a space': lab.token({}, { alg: 'RS256 ' }),
      'alg missing': lab.token({}, { alg: undefined }),
      'alg empty': lab.token({}, { alg: '' }),
      'alg null': lab.token({}, { alg: null }),
      'alg as a list': lab.token({}, { alg: ['RS256'] }),
      'alg as an object': lab.token({}, { alg: { RS256: true } }),
      'alg __proto__': lab.token({}, { alg: '__proto__' }),
    }),
    ...attacks('trusting the algorithm of the key alone', 'invalid_signature', {
      'RS512 signature under the header RS256': `${signed('RS256')}.${encode(
        sign('RSA-SHA512', Buffer.from(signed('RS256')), lab.gatewayKey),
      )}`,
      'PSS signature under the header RS256': `${signed('RS256')}.${encode(
        sign('RSA-SHA256', Buffer.from(signed('RS256')), pss),
      )}`,
    }),
  ];
}
