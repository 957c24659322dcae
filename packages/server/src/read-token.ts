import { EXCHANGE_TOKEN_ALGORITHM, EXCHANGE_TOKEN_TYPE } from '@forward-to/protocol';
import { decodeBase64url, encodeLatin1 } from './base64url.ts';
import { refusal } from './errors.ts';
import { createJsonObjectParser } from './parse-json-object.ts';
import type { JsonObject } from './parse-json-object.ts';

/** A token taken apart and not verified yet: nothing in it may be believed. */
interface ParsedToken {
  /** The first part as it came. */
  headerPart: string;
  kid: string;
  claims: JsonObject;
  /** The bytes that the signature covers. */
  signed: Uint8Array;
  signature: Uint8Array;
}

export interface TokenReader {
  /**
   * Takes a compact JWS apart (RFC 7515 §7.1), strictly: three parts of canonical base64url, UTF-8, JSON objects.
   *
   * @throws ForwardToError `malformed_token`, `algorithm_not_allowed`, or `wrong_token_type` for a session token.
   */
  read(token: string): ParsedToken;
  /** Remembers the header of a token that was good: all tokens of one key have the same header. */
  remember(token: ParsedToken): void;
}

/** Longest token that is looked at, in characters; real ones have about 1,000. */
const MAX_TOKEN_LENGTH = 16 * 1024;
/** Headers that are remembered: those of a few key rotations. */
const MAX_KNOWN_HEADERS = 100;

/** Creates the reader of tokens for one verifier. */
export function createTokenReader(): TokenReader {
  const parseJsonObject = createJsonObjectParser();
  /** Key IDs by header. */
  const known = new Map<string, string>();

  const readObject = (part: string): JsonObject | undefined => {
    const bytes = decodeBase64url(part);
    return bytes && parseJsonObject(bytes);
  };

  const readKeyId = (headerPart: string, claims: JsonObject): string => {
    const header = readObject(headerPart);
    if (!header) throw refusal('malformed_token');
    // Session tokens of the local gateway have another algorithm and no key ID: say what the token is rather than what it lacks.
    if (isSessionToken(claims) && (header.alg !== EXCHANGE_TOKEN_ALGORITHM || !isKeyId(header.kid))) {
      throw refusal('wrong_token_type', { expected: EXCHANGE_TOKEN_TYPE });
    }
    checkAlgorithm(header);
    checkCritical(header);
    if (isKeyId(header.kid)) return header.kid;
    throw refusal('malformed_token', { expected: 'a header with "kid"' });
  };

  return {
    read: (token) => {
      checkLength(token);
      const headerEnd = token.indexOf('.');
      const claimsEnd = token.lastIndexOf('.');
      if (headerEnd < 0) throw refusal('malformed_token', { actual: 'a token without dots', hint: OPAQUE_TOKEN_HINT });
      // With fewer than two dots one of the parts is empty, with more than two the claims hold a dot: no part is valid then.
      const headerPart = token.slice(0, Math.max(headerEnd, 0));
      const claims = readObject(token.slice(headerEnd + 1, claimsEnd));
      const signature = decodeBase64url(token.slice(claimsEnd + 1));
      if (!claims || !signature) throw refusal('malformed_token');
      const kid = known.get(headerPart) ?? readKeyId(headerPart, claims);
      return { headerPart, kid, claims, signed: encodeLatin1(token.slice(0, claimsEnd)), signature };
    },
    remember: ({ headerPart, kid }) => {
      if (known.has(headerPart)) return;
      if (known.size >= MAX_KNOWN_HEADERS) known.clear();
      known.set(headerPart, kid);
    },
  };
}

const OPAQUE_TOKEN_HINT =
  'The token is not a JWT, so it is not an exchange token. If it is the session token of a user, send the request to /proxy/forward-to of the gateway, which exchanges it.';

/** Tells whether a token says of itself that it is of another type than an exchange token. */
function isSessionToken({ type }: JsonObject): boolean {
  return typeof type === 'string' && type !== EXCHANGE_TOKEN_TYPE;
}

function isKeyId(kid: unknown): kid is string {
  return typeof kid === 'string' && kid !== '';
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

/** The algorithm as it may be shown: a name such as `HS256` or `none`, nothing longer or stranger. */
function algorithmName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,20}$/.test(value) ? value : undefined;
}
