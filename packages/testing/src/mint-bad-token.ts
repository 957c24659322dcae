import { EXCHANGE_TOKEN_LIFETIME, projectKeyClaim, userPermissionsClaim } from '@forward-to/protocol';
import type { TokenIssuer } from '@forward-to/protocol/issuer';
import type { BadTokenKind } from './bad-token-kinds.ts';

/** What a bad token is made of: the claims of a good one, the keys that sign it, and a stranger's. */
export interface BadTokenMaterial {
  claims: Record<string, unknown>;
  issuer: string;
  keys: TokenIssuer;
  stranger: TokenIssuer;
}

const AN_HOUR = 3600;

/** Mints a token that is wrong in one way and right in every other. */
export function mintBadToken(kind: BadTokenKind, material: BadTokenMaterial): string {
  return MINTERS[kind](material);
}

type Minter = (material: BadTokenMaterial) => string;

/** A good signature over claims of which some are changed; `undefined` leaves a claim out. */
const withClaims =
  (change: (material: BadTokenMaterial) => Record<string, unknown>): Minter =>
  (material) =>
    material.keys.sign({ ...material.claims, ...change(material) });

const withTimes = (change: (issuedAt: number) => Record<string, unknown>): Minter =>
  withClaims(({ claims }) => change(claims.iat as number));

const MINTERS: Record<BadTokenKind, Minter> = {
  'not-a-token': () => 'not-a-token',
  'two-parts': (material) => partsOf(good(material)).slice(0, 2).join('.'),
  'padded-base64': (material) => `${good(material)}==`,
  'claims-not-json': ({ keys, claims }) => {
    const [header, , signature] = partsOf(keys.sign(claims));
    return `${header}.${encode('not JSON')}.${signature}`;
  },
  'missing-kid': ({ keys, claims }) => keys.sign(claims, { kid: undefined }),
  'critical-header': ({ keys, claims }) => keys.sign(claims, { crit: ['exp'] }),
  unsigned: ({ keys, claims }) =>
    `${partsOf(keys.sign(claims, { alg: 'none' }))
      .slice(0, 2)
      .join('.')}.`,
  'signed-with-the-public-key': ({ keys, claims }) => {
    const { createHmac, createPublicKey } = process.getBuiltinModule('node:crypto');
    const [key] = keys.jwks().keys;
    const secret = createPublicKey({ key: key ?? {}, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const signed = partsOf(keys.sign(claims, { alg: 'HS256' }))
      .slice(0, 2)
      .join('.');
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  },
  'lower-case-algorithm': ({ keys, claims }) => keys.sign(claims, { alg: 'rs256' }),
  'unknown-key': ({ stranger, claims }) => stranger.sign(claims),
  'key-in-its-header': ({ stranger, claims }) => stranger.sign(claims, { jwk: stranger.jwks().keys[0] }),
  'signed-by-a-stranger': ({ keys, stranger, claims }) => stranger.sign(claims, { kid: keys.jwks().keys[0]?.kid }),
  'changed-claims': ({ keys, claims }) => {
    const [header, , signature] = partsOf(keys.sign(claims));
    return `${header}.${encode(JSON.stringify({ ...claims, sub: 'another-user' }))}.${signature}`;
  },
  'no-signature': (material) => `${partsOf(good(material)).slice(0, 2).join('.')}.`,
  expired: withTimes((now) => ({ iat: now - AN_HOUR, exp: now - AN_HOUR + EXCHANGE_TOKEN_LIFETIME })),
  'issued-in-the-future': withTimes((now) => ({ iat: now + AN_HOUR, exp: now + AN_HOUR + EXCHANGE_TOKEN_LIFETIME })),
  'not-yet-valid': withTimes((now) => ({ nbf: now + AN_HOUR })),
  'lives-too-long': withTimes((now) => ({ exp: now + AN_HOUR })),
  'missing-exp': withClaims(() => ({ exp: undefined })),
  'missing-iat': withClaims(() => ({ iat: undefined })),
  'exp-as-text': withClaims(({ claims }) => ({ exp: String(claims.exp) })),
  'another-issuer': withClaims(({ claims, issuer }) => {
    const other = 'https://another-issuer.example.com';
    return { iss: other, [projectKeyClaim(other)]: claims[projectKeyClaim(issuer)] };
  }),
  'missing-issuer': withClaims(() => ({ iss: undefined })),
  'another-audience': withClaims(() => ({ aud: 'https://another-api.example.com' })),
  'missing-audience': withClaims(() => ({ aud: undefined })),
  'several-audiences': withClaims(({ claims }) => ({ aud: [claims.aud, 'https://another-api.example.com'] })),
  'session-token': withClaims(() => ({ type: 'session' })),
  'missing-type': withClaims(() => ({ type: undefined })),
  'missing-user': withClaims(() => ({ sub: undefined })),
  'missing-project': withClaims(({ issuer }) => ({ [projectKeyClaim(issuer)]: undefined })),
  'project-not-text': withClaims(({ issuer }) => ({ [projectKeyClaim(issuer)]: { key: 'my-project' } })),
  'permissions-not-a-list': withClaims(({ issuer }) => ({ [userPermissionsClaim(issuer)]: 'canManageEverything' })),
  'another-project': withClaims(({ issuer }) => ({ [projectKeyClaim(issuer)]: 'project-of-another-organisation' })),
};

function good({ keys, claims }: BadTokenMaterial): string {
  return keys.sign(claims);
}

function partsOf(token: string): [header: string, claims: string, signature: string] {
  return token.split('.') as [string, string, string];
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
