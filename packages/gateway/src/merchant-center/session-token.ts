import { createHmac, randomBytes } from 'node:crypto';

/** Makes the session token of one sign-in. */
export type MakeSessionToken = (claims: { nonce: string; endsAt: number }) => string;

/**
 * Makes session tokens that a page can read: a JWT with `nonce`, which the page compares with the one that it sent, and
 * `exp`.
 *
 * The gateway itself never reads them: it finds a session by the whole token, as it does with tokens of `POST /sign-in`.
 */
export function createSessionTokenMaker(issuer: string, now: () => number): MakeSessionToken {
  const key = randomBytes(32);
  return ({ nonce, endsAt }) => {
    const claims = {
      iss: issuer,
      type: 'session',
      iat: Math.floor(now() / 1000),
      exp: Math.floor(endsAt / 1000),
      nonce,
      jti: randomBytes(32).toString('base64url'),
    };
    const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
    return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
