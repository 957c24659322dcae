import { createTextDecoder } from './environment.ts';

/** A JSON object as JSON.parse makes it. */
export type JsonObject = Readonly<Record<string, unknown>>;

// Tokens of the gateway have two levels; deeper ones would only cost time.
const MAX_DEPTH = 8;

/** Parses bytes as one JSON object; `undefined` for anything else. */
export type ParseJsonObject = (bytes: Uint8Array) => JsonObject | undefined;

/**
 * Creates a parser of UTF-8 bytes into one JSON object in strict form: valid UTF-8, no byte order mark, no name twice on any level.
 *
 * Of a repeated name JSON.parse keeps the last and another reader may keep the first, so that a token could mean two
 * things (RFC 8259 §4, RFC 7519 §4).
 */
export function createJsonObjectParser(): ParseJsonObject {
  // A byte order mark stays, so that JSON rejects it. The decoder keeps no state between calls, and costs more to make than to use.
  const decoder = createTextDecoder({ fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      const text = decoder.decode(bytes);
      const value: unknown = JSON.parse(text);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      return isUnambiguous(text, value) ? (value as JsonObject) : undefined;
    } catch {
      return undefined;
    }
  };
}

// The white space of JSON (RFC 8259 §2).
const SPACED_COLONS = [' :', '\t:', '\n:', '\r:'];

/**
 * Tells whether a JSON text holds no more names than were left after parsing, and does not nest too deep.
 *
 * Without a second "{", a second "[" and white space before a colon, all names stand on one level and each ends in `":`. A
 * text may only add to these, so that as many as names are left are enough to know. That settles it for every token of a
 * gateway, in a fraction of the time.
 */
function isUnambiguous(json: string, value: object): boolean {
  const isFlat = !json.includes('{', 1) && json.indexOf('[') === json.lastIndexOf('[');
  const isTight = !SPACED_COLONS.some((spaced) => json.includes(spaced));
  if (isFlat && isTight && countNameEnds(json) === Object.keys(value).length) return true;
  return countWrittenNames(json) === countNames(value, MAX_DEPTH);
}

function countNameEnds(json: string): number {
  let ends = 0;
  for (let at = json.indexOf('":'); at >= 0; at = json.indexOf('":', at + 2)) ends += 1;
  return ends;
}

/** Counts the names in a JSON text: a colon outside strings stands behind each. */
function countWrittenNames(json: string): number {
  let names = 0;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at + 1)) {
    at = endOfString(json, at);
    if (followsColon(json, at + 1)) names += 1;
  }
  return names;
}

/** @param start where the string's first quote is. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes += 1;
  return backslashes % 2 === 1;
}

function followsColon(json: string, start: number): boolean {
  let at = start;
  while (' \t\n\r'.includes(json.charAt(at)) && at < json.length) at += 1;
  return json.charAt(at) === ':';
}

/** Counts the names of an object on all levels; `NaN`, which equals nothing, when it nests too deep. */
function countNames(value: object, depth: number): number {
  if (depth === 0) return NaN;
  let names = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value) as unknown[]) {
    if (typeof member === 'object' && member !== null) names += countNames(member, depth - 1);
  }
  return names;
}
