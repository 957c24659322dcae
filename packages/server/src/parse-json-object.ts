/** A JSON object without a prototype: a name that it lacks is `undefined`, whatever the name. */
export type JsonObject = Readonly<Record<string, unknown>>;

// Tokens of the gateway have two levels; deeper ones would only cost time.
const MAX_DEPTH = 8;

/**
 * Parses UTF-8 bytes as one JSON object in strict form: valid UTF-8, no byte order mark, no name twice on any level.
 *
 * Of a repeated name JSON.parse keeps the last and another reader may keep the first, so a token could mean two things
 * (RFC 8259 §4, RFC 7519 §4).
 *
 * @returns `undefined` for anything else.
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const written = countWrittenNames(text);
  if (written === undefined || written !== countNames(value)) return undefined;
  return Object.assign(Object.create(null) as object, value) as JsonObject;
}

/** Counts the colons outside strings, one for each name in valid JSON; `undefined` when it nests too deep. */
function countWrittenNames(json: string): number | undefined {
  let names = 0;
  let depth = 0;
  for (let index = 0; index < json.length; index += 1) {
    const char = json[index];
    if (char === '"') index = endOfString(json, index);
    else if (char === ':') names += 1;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > MAX_DEPTH) return undefined;
  }
  return names;
}

function endOfString(json: string, start: number): number {
  let end = start + 1;
  while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  return end;
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce<number>((total, member) => total + countNames(member), own);
}
