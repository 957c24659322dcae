import { EXCHANGE_TOKEN_ALGORITHM } from '@forward-to/protocol';
import { decodeBase64url, encodeLatin1 } from './base64url.ts';
import { refusal } from './errors.ts';
import { parseJsonObject } from './parse-json-object.ts';
import type { JsonObject } from './parse-json-object.ts';

/** A token taken apart and not verified yet: nothing in it may be believed. */
export interface ParsedToken {
  /** The first part as it came. */
  headerPart: string;
  kid: string;
  claims: JsonObject;
  /** The bytes that the signature covers. */
  signed: Uint8Array;
  signature: Uint8Array;
}

/** Key IDs by the header part of tokens that were good: all tokens of one key have the same header. */
export type KnownHeaders = ReadonlyMap<string, string>;

/** Longest token that is looked at, in characters; real ones have about 1,000. */
const MAX_TOKEN_LENGTH = 16 * 1024;

/**
 * Takes a compact JWS apart (RFC 7515 §7.1), strictly: three parts of canonical base64url, UTF-8, JSON objects.
 *
 * @throws ForwardToError `malformed_token`, `algorithm_not_allowed`
 */
export function readToken(token: string, known: KnownHeaders): ParsedToken {
  checkLength(token);
  const headerEnd = token.indexOf('.');
  const claimsEnd = token.lastIndexOf('.');
  // With fewer than two dots one of the parts is empty, with more than two the claims hold a dot: no part is valid then.
  const headerPart = token.slice(0, Math.max(headerEnd, 0));
  const claims = readObject(token.slice(headerEnd + 1, claimsEnd));
  const signature = decodeBase64url(token.slice(claimsEnd + 1));
  if (!claims || !signature) throw refusal('malformed_token');
  const kid = known.get(headerPart) ?? readHeader(headerPart);
  return { headerPart, kid, claims, signed: encodeLatin1(token.slice(0, claimsEnd)), signature };
}

/** Reads the ID of the key out of a header that says nothing else that would matter. */
function readHeader(part: string): string {
  const header = readObject(part);
  if (!header) throw refusal('malformed_token');
  checkAlgorithm(header);
  checkCritical(header);
  if (typeof header.kid === 'string' && header.kid !== '') return header.kid;
  throw refusal('malformed_token', { expected: 'a header with "kid"' });
}

function checkLength(token: string): void {
  if (token.length <= MAX_TOKEN_LENGTH) return;
  throw refusal('malformed_token', { expected: `at most ${MAX_TOKEN_LENGTH} characters`, actual: `${token.length}` });
}

function checkAlgorithm({ alg }: JsonObject): void {
  if (alg === EXCHANGE_TOKEN_ALGORITHM) return;
  throw refusal('algorithm_not_allowed', { expected: EXCHANGE_TOKEN_ALGORITHM, actual: algorithmName(alg) });
}

/** Nothing critical is understood here, and `b64` changes what the signature covers (RFC 7797). */
function checkCritical(header: JsonObject): void {
  if (!('crit' in header || 'b64' in header)) return;
  throw refusal('malformed_token', { expected: 'a header without "crit" and "b64"' });
}

function readObject(part: string): JsonObject | undefined {
  const bytes = decodeBase64url(part);
  return bytes && parseJsonObject(bytes);
}

/** The algorithm as it may be shown: a name such as `HS256` or `none`, nothing longer or stranger. */
function algorithmName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,20}$/.test(value) ? value : undefined;
}
