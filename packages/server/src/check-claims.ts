import { EXCHANGE_TOKEN_LIFETIME, EXCHANGE_TOKEN_TYPE } from '@forward-to/protocol';
import { refusal } from './errors.ts';
import type { JsonObject } from './parse-json-object.ts';
import type { Session } from './session.ts';

/** The times of a token, in seconds, and by how much the clocks of gateway and API may differ. */
export interface TokenTimes {
  expiresAt: number;
  issuedAt: number;
  /** `iat` again where there is no `nbf`. */
  notBefore: number;
  now: number;
  tolerance: number;
}

/** Names of the claims that an issuer names after itself. */
export interface ClaimNames {
  projectKey: string;
  userPermissions: string;
}

/**
 * Reads the times of a token (RFC 7519 §4.1.4 to §4.1.6).
 *
 * @throws ForwardToError `missing_claim` or `invalid_claim`
 */
export function readTimes(claims: JsonObject, now: number, tolerance: number): TokenTimes {
  const expiresAt = requireNumber(claims, 'exp');
  const issuedAt = requireNumber(claims, 'iat');
  const notBefore = Object.hasOwn(claims, 'nbf') ? requireNumber(claims, 'nbf') : issuedAt;
  return { expiresAt, issuedAt, notBefore, now: now / 1000, tolerance };
}

/** @throws ForwardToError `token_expired` */
export function checkExpiry({ expiresAt, now, tolerance }: TokenTimes): void {
  // Asked so that a clock that gives no number lets nothing in. Without tolerance "on or after exp" is too late.
  const isInTime = tolerance === 0 ? now < expiresAt : now <= expiresAt + tolerance;
  if (isInTime) return;
  throw refusal('token_expired', { expected: `expired at most ${tolerance} s ago`, actual: ago(now - expiresAt) });
}

/** @throws ForwardToError `token_not_yet_valid` */
export function checkStart({ issuedAt, notBefore, now, tolerance }: TokenTimes): void {
  const start = Math.max(issuedAt, notBefore);
  if (start <= now + tolerance) return;
  throw refusal('token_not_yet_valid', {
    expected: `at most ${tolerance} s ahead`,
    actual: `${Math.ceil(start - now)} s ahead`,
  });
}

/** @throws ForwardToError `lifetime_too_long`, or `invalid_claim` for a token that ends before it begins. */
export function checkLifetime({ expiresAt, issuedAt, tolerance }: TokenTimes): void {
  const lifetime = expiresAt - issuedAt;
  const longest = EXCHANGE_TOKEN_LIFETIME + tolerance;
  if (lifetime > longest) {
    throw refusal('lifetime_too_long', { expected: `at most ${longest} s`, actual: `${lifetime} s` });
  }
  if (lifetime <= 0) throw refusal('invalid_claim', { expected: '"exp" after "iat"' });
}

/** @throws ForwardToError `wrong_token_type` */
export function checkType(claims: JsonObject): void {
  if (claims.type !== EXCHANGE_TOKEN_TYPE) throw refusal('wrong_token_type', { expected: EXCHANGE_TOKEN_TYPE });
}

/**
 * Reads who is calling; the permissions only when the token has that claim.
 *
 * @throws ForwardToError `missing_claim` or `invalid_claim`
 */
export function readSession(claims: JsonObject, names: ClaimNames): Session {
  const userId = requireString(claims, 'sub');
  const projectKey = requireString(claims, names.projectKey);
  if (!Object.hasOwn(claims, names.userPermissions)) return { userId, projectKey };
  const userPermissions = claims[names.userPermissions];
  if (!Array.isArray(userPermissions) || !userPermissions.every(isFilledString)) {
    throw refusal('invalid_claim', { expected: `a list of names as "${names.userPermissions}"` });
  }
  return { userId, projectKey, userPermissions };
}

/** A URL of a token as it may be shown: without query, fragment and user info; `undefined` for anything else. */
export function showUrl(value: string): string | undefined {
  if (value.length > 500 || !URL.canParse(value)) return undefined;
  const { protocol, origin, pathname } = new URL(value);
  if (!/^https?:$/.test(protocol)) return undefined;
  return origin + (pathname === '/' && !value.endsWith('/') ? '' : pathname);
}

export function requireString(claims: JsonObject, name: string): string {
  const value = requirePresent(claims, name);
  if (!isFilledString(value)) throw refusal('invalid_claim', { expected: `a string as "${name}"` });
  return value;
}

function requireNumber(claims: JsonObject, name: string): number {
  const value = requirePresent(claims, name);
  // JSON can spell numbers that become Infinity.
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw refusal('invalid_claim', { expected: `a number as "${name}"` });
  }
  return value;
}

function requirePresent(claims: JsonObject, name: string): unknown {
  if (!Object.hasOwn(claims, name)) throw refusal('missing_claim', { expected: `the claim "${name}"` });
  return claims[name];
}

function isFilledString(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function ago(seconds: number): string {
  return `expired ${Math.floor(seconds)} s ago`;
}
