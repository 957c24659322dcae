import { refusal } from './errors.ts';

/** What the verifier reads of a request: Node and Express requests, WHATWG requests, Lambda events, `{ headers, url }`. */
export interface VerifiableRequest {
  headers?: object | null | undefined;
  /** Lambda events may carry their headers only here. */
  multiValueHeaders?: object | null | undefined;
  /** Node's headers before duplicates were dropped. */
  rawHeaders?: readonly string[] | undefined;
  originalUrl?: unknown;
  url?: unknown;
}

const SCHEME = 'bearer ';

/**
 * Reads the bearer token from the one `Authorization` header (RFC 6750 §2.1), whatever its spelling.
 *
 * Two headers are refused, not chosen from: a proxy before this API might have looked at the other one.
 *
 * @throws ForwardToError `missing_authorization`
 */
export function readBearerToken(request: VerifiableRequest): string {
  const values = readHeaderValues(request, 'authorization');
  const [value] = values;
  if (value === undefined) throw refusal('missing_authorization');
  checkSingle(values, request);
  // No pattern over the whole value: white space and whatever else is no base64url is refused with the parts of the token.
  let start = SCHEME.length;
  while (value.charCodeAt(start) === 0x20) start += 1;
  if (value.length > start && value.slice(0, SCHEME.length).toLowerCase() === SCHEME) return value.slice(start);
  throw refusal('missing_authorization', { expected: 'Authorization: Bearer <token>', actual: 'another scheme' });
}

/** Tells whether headers are WHATWG `Headers` or behave so. */
export function isHeadersLike(headers: unknown): headers is { get(name: string): unknown } {
  return typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function';
}

/** All values of a header; `name` in lower case. */
export function readHeaderValues({ headers, multiValueHeaders }: VerifiableRequest, name: string): readonly string[] {
  if (isHeadersLike(headers)) return toStrings(headers.get(name));
  const single = valuesOf(headers, name);
  const multiple = valuesOf(multiValueHeaders, name);
  // API Gateway gives both, and of a repeated header only the last value in `headers`.
  return multiple.length > single.length ? multiple : single;
}

function checkSingle(values: readonly string[], { rawHeaders }: VerifiableRequest): void {
  // A comma joins two headers in WHATWG Headers and in HTTP APIs; a bearer token never has one.
  if (values.length === 1 && !values[0]?.includes(',') && countRaw(rawHeaders) <= 1) return;
  throw refusal('missing_authorization', { expected: 'one Authorization header', actual: 'more than one' });
}

// Loops rather than chains of array methods: this runs for every call, over all of its headers.
function valuesOf(headers: object | null | undefined, wanted: string): readonly string[] {
  let values: readonly string[] = [];
  if (typeof headers !== 'object' || headers === null) return values;
  for (const name of Object.keys(headers)) {
    if (name.length !== wanted.length || name.toLowerCase() !== wanted) continue;
    const found = toStrings((headers as Record<string, unknown>)[name]);
    values = values.length === 0 ? found : [...values, ...found];
  }
  return values;
}

function toStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function countRaw(rawHeaders: readonly string[] | undefined): number {
  if (!Array.isArray(rawHeaders)) return 0;
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name: unknown = rawHeaders[index];
    if (typeof name === 'string' && name.length === 13 && name.toLowerCase() === 'authorization') count += 1;
  }
  return count;
}
