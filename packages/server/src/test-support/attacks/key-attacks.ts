import { attacks } from './attack.ts';
import type { Attack } from './attack.ts';
import { encode, json, rs256 } from './lab.ts';
import type { Lab } from './lab.ts';

/** Keys that are not the gateway's, and ways to smuggle one in: RFC 8725 §3.8 to §3.10. */
export function keyAttacks(lab: Lab): Attack[] {
  const forged = (header: object) =>
    rs256(
      `${encode(json({ alg: 'RS256', kid: 'gateway', ...header }))}.${encode(json(lab.claims()))}`,
      lab.attackerKey,
    );
  const jwk = { ...lab.attackerPublicKey.export({ format: 'jwk' }), kid: 'gateway', use: 'sig', alg: 'RS256' };
  const good = lab.token();
  const [header, claims, signature] = good.split('.') as [string, string, string];
  const kidAttack = (kid: unknown) => lab.token({}, { kid });
  return [
    ...attacks('not checking the signature', 'invalid_signature', {
      'another key under the ID of the gateway': forged({}),
      'claims of another user under a real signature': `${header}.${encode(json(lab.claims({ sub: 'root' })))}.${signature}`,
      'header with one more member under a real signature': `${encode(
        json({ alg: 'RS256', kid: 'gateway', typ: 'JWT' }),
      )}.${claims}.${signature}`,
      'an empty signature': `${header}.${claims}.`,
      'a signature of zeros': `${header}.${claims}.${encode(Buffer.alloc(256))}`,
      'the number one as signature': `${header}.${claims}.${encode(Buffer.concat([Buffer.alloc(255), Buffer.of(1)]))}`,
      'a signature without its last byte': `${header}.${claims}.${encode(Buffer.from(signature, 'base64url').subarray(0, 255))}`,
      'a signature with one more byte': `${header}.${claims}.${encode(
        Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.of(0)]),
      )}`,
      'the signature of another token': `${header}.${claims}.${lab.token({ sub: 'user-2' }).split('.')[2] ?? ''}`,
    }),
    ...attacks('using a key that the token brings along', 'invalid_signature', {
      'embedded jwk': forged({ jwk }),
      'jku of the attacker': forged({ jku: 'https://attacker.example.com/jwks.json' }),
      'jku on the host of the gateway': forged({ jku: 'https://gateway.example.com/uploads/jwks.json' }),
      x5u: forged({ x5u: 'https://attacker.example.com/cert.pem' }),
      x5c: forged({ x5c: [lab.attackerPublicKey.export({ type: 'spki', format: 'der' }).toString('base64')] }),
    }),
    ...attacks('looking a key up in an object or a file', 'unknown_key', {
      'unknown kid': kidAttack('other'),
      'kid __proto__': kidAttack('__proto__'),
      'kid constructor': kidAttack('constructor'),
      'kid toString': kidAttack('toString'),
      'kid as a path': kidAttack('../../../../../../dev/null'),
      'kid as SQL': kidAttack("gateway' UNION SELECT 'key"),
      'kid as a URL': kidAttack('https://attacker.example.com/key'),
      'kid with a null byte': kidAttack('gateway\u0000'),
      'kid in other case': kidAttack('GATEWAY'),
      'kid of a key that is not RSA': kidAttack('ec'),
    }),
    ...attacks('taking the first key when none is named', 'malformed_token', {
      'kid missing': kidAttack(undefined),
      'kid empty': kidAttack(''),
      'kid null': kidAttack(null),
      'kid as a number': kidAttack(0),
      'kid as a list': kidAttack(['gateway']),
      'kid as an object': kidAttack({}),
    }),
    ...attacks('ignoring extensions that must be understood', 'malformed_token', {
      'crit with b64': lab.token({}, { crit: ['b64'], b64: true }),
      'crit with an unknown name': lab.token({}, { crit: ['exp-v2'], 'exp-v2': 1 }),
      'crit empty': lab.token({}, { crit: [] }),
      'crit null': lab.token({}, { crit: null }),
      'b64 false without crit': lab.token({}, { b64: false }),
    }),
  ];
}
