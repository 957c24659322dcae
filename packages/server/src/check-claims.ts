import {
  EXCHANGE_TOKEN_LIFETIME,
  EXCHANGE_TOKEN_TYPE,
  projectKeyClaim,
  userPermissionsClaim,
} from '@forward-to/protocol';
import { refusal } from './errors.ts';
import type { Session } from './session.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * Finds the issuer that a token names, before anything else of it is believed.
 *
 * @throws ForwardToError `missing_claim`, `invalid_claim` or `issuer_mismatch`
 */
export function readIssuer(claims: Claims, issuers: readonly string[]): string {
  const issuer = requireString(claims, 'iss');
  if (!issuers.includes(issuer)) throw refusal('issuer_mismatch', { expected: issuers, actual: showUrl(issuer) });
  return issuer;
}

/**
 * Checks the times of a token (RFC 7519 §4.1.4 to §4.1.6).
 *
 * @param options.tolerance seconds by which the clocks of gateway and API may differ.
 * @throws ForwardToError `token_expired`, `token_not_yet_valid`, `lifetime_too_long`, `missing_claim` or `invalid_claim`
 */
export function checkTimes(claims: Claims, options: { now: number; tolerance: number }): void {
  const { tolerance } = options;
  const now = options.now / 1000;
  const expiresAt = requireNumber(claims, 'exp');
  const issuedAt = requireNumber(claims, 'iat');
  const notBefore = Object.hasOwn(claims, 'nbf') ? requireNumber(claims, 'nbf') : issuedAt;
  // Negated, so that a clock that gives no number lets nothing in.
  if (!(now < expiresAt + tolerance)) {
    throw refusal('token_expired', { expected: 'a token that has not expired', actual: ago(now - expiresAt) });
  }
  if (!(Math.max(issuedAt, notBefore) <= now + tolerance)) {
    const ahead = Math.ceil(Math.max(issuedAt, notBefore) - now);
    throw refusal('token_not_yet_valid', { expected: `at most ${tolerance} s ahead`, actual: `${ahead} s ahead` });
  }
  if (expiresAt - issuedAt > EXCHANGE_TOKEN_LIFETIME + tolerance) {
    throw refusal('lifetime_too_long', {
      expected: `at most ${EXCHANGE_TOKEN_LIFETIME + tolerance} s`,
      actual: `${expiresAt - issuedAt} s`,
    });
  }
}

/** @throws ForwardToError `wrong_token_type` */
export function checkType(claims: Claims): void {
  if (claims.type !== EXCHANGE_TOKEN_TYPE) throw refusal('wrong_token_type', { expected: EXCHANGE_TOKEN_TYPE });
}

/**
 * Reads who is calling; the permissions only when the token has that claim.
 *
 * @throws ForwardToError `missing_claim` or `invalid_claim`
 */
export function readSession(claims: Claims, issuer: string): Session {
  const session: Session = {
    userId: requireString(claims, 'sub'),
    projectKey: requireString(claims, projectKeyClaim(issuer)),
  };
  const name = userPermissionsClaim(issuer);
  if (!Object.hasOwn(claims, name)) return session;
  const permissions = claims[name];
  if (!Array.isArray(permissions) || !permissions.every(isFilledString)) {
    throw refusal('invalid_claim', { expected: `a list of names as "${name}"` });
  }
  return { ...session, userPermissions: permissions };
}

/** A URL of a token as it may be shown: without query, fragment and user info; `undefined` for anything else. */
export function showUrl(value: string): string | undefined {
  if (value.length > 500 || !URL.canParse(value)) return undefined;
  const { protocol, origin, pathname } = new URL(value);
  if (!/^https?:$/.test(protocol)) return undefined;
  return origin + (pathname === '/' && !value.endsWith('/') ? '' : pathname);
}

export function requireString(claims: Claims, name: string): string {
  const value = requirePresent(claims, name);
  if (!isFilledString(value)) throw refusal('invalid_claim', { expected: `a string as "${name}"` });
  return value;
}

function requireNumber(claims: Claims, name: string): number {
  const value = requirePresent(claims, name);
  // JSON can spell numbers that become Infinity.
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw refusal('invalid_claim', { expected: `a number as "${name}"` });
  }
  return value;
}

function requirePresent(claims: Claims, name: string): unknown {
  if (!Object.hasOwn(claims, name)) throw refusal('missing_claim', { expected: `the claim "${name}"` });
  return claims[name];
}

function isFilledString(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function ago(seconds: number): string {
  return `expired ${Math.floor(seconds)} s ago`;
}
