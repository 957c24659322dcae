import { refusal } from './errors.ts';
import { decodeBase64url } from './base64url.ts';
import { parseJsonObject } from './parse-json-object.ts';
import type { JsonObject } from './parse-json-object.ts';

/** A token that is well formed; nothing in it is proved yet. */
export interface ParsedToken {
  header: JsonObject;
  claims: JsonObject;
  /** What the signature is made over: the first two parts with the dot between them. */
  signingInput: string;
  signature: Uint8Array<ArrayBuffer>;
}

// A token of the gateway has less than 2 KiB, a user with several hundred permissions included.
const MAX_LENGTH = 16 * 1024;

/**
 * Takes a compact JWS apart and accepts one spelling only (RFC 7515 §7.1, RFC 7519 §7.2).
 *
 * @throws ForwardToError `malformed_token`
 */
export function parseToken(token: string): ParsedToken {
  if (token.length > MAX_LENGTH) throw refusal('malformed_token');
  const first = token.indexOf('.');
  const second = token.indexOf('.', first + 1);
  // A third dot stays in the last part, which is then no base64url.
  if (first < 1 || second < 0) throw refusal('malformed_token');
  const header = parsePart(token.slice(0, first));
  const claims = parsePart(token.slice(first + 1, second));
  const signature = decodeBase64url(token.slice(second + 1));
  if (!header || !claims || !signature) throw refusal('malformed_token');
  return { header, claims, signingInput: token.slice(0, second), signature };
}

function parsePart(part: string): JsonObject | undefined {
  const bytes = decodeBase64url(part);
  return bytes && parseJsonObject(bytes);
}
