import { EXCHANGE_TOKEN_ALGORITHM } from '@forward-to/protocol';
import { decodeBase64url } from './base64url.ts';
import { refusal } from './errors.ts';

/** A token taken apart and not verified yet: nothing in it may be believed. */
export interface ParsedToken {
  kid: string;
  claims: Readonly<Record<string, unknown>>;
  /** The bytes that the signature covers. */
  signed: Uint8Array;
  signature: Uint8Array;
}

/** Longest token that is looked at, in characters; real ones have about 1,000. */
const MAX_TOKEN_LENGTH = 16 * 1024;

// A byte order mark stays, so that JSON refuses it. Both keep no state between calls; making them for each costs more than using them.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Takes a compact JWS apart (RFC 7515 §7.1), strictly: three parts of canonical base64url, UTF-8, JSON objects.
 *
 * @throws ForwardToError `malformed_token`, also for a header with `crit` (nothing critical is understood here) or
 * without `kid`; `algorithm_not_allowed` for anything but RS256.
 */
export function readToken(token: string): ParsedToken {
  if (token.length > MAX_TOKEN_LENGTH) {
    throw refusal('malformed_token', { expected: `at most ${MAX_TOKEN_LENGTH} characters`, actual: `${token.length}` });
  }
  const [headerPart = '', claimsPart = '', signaturePart = '', ...rest] = token.split('.', 4);
  const header = parseObject(headerPart);
  const claims = parseObject(claimsPart);
  const signature = decodeBase64url(signaturePart);
  if (!header || !claims || !signature || rest.length > 0) throw refusal('malformed_token');

  if (header.alg !== EXCHANGE_TOKEN_ALGORITHM) {
    throw refusal('algorithm_not_allowed', { expected: EXCHANGE_TOKEN_ALGORITHM, actual: algorithmName(header.alg) });
  }
  if (Object.hasOwn(header, 'crit')) {
    throw refusal('malformed_token', { expected: 'a header without "crit"' });
  }
  if (typeof header.kid !== 'string' || header.kid === '') {
    throw refusal('malformed_token', { expected: 'a header with "kid"' });
  }
  const signed = encoder.encode(token.slice(0, token.lastIndexOf('.')));
  return { kid: header.kid, claims, signed, signature };
}

function parseObject(part: string): Record<string, unknown> | undefined {
  const bytes = decodeBase64url(part);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The algorithm as it may be shown: a name such as `HS256` or `none`, nothing longer or stranger. */
function algorithmName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,20}$/.test(value) ? value : undefined;
}
