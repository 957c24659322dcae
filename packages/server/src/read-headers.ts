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

const BEARER = /^bearer +(\S+)$/i;

/**
 * Reads the bearer token of a request, whatever the spelling of the header.
 *
 * @throws ForwardToError `missing_authorization`, or `malformed_token` when there is more than one Authorization header.
 */
export function readBearerToken(request: VerifiableRequest): string {
  const [value, ...others] = authorizationValues(request);
  if (value === undefined) throw refusal('missing_authorization');
  if (others.length > 0 || countRaw(request.rawHeaders) > 1) {
    throw refusal('malformed_token', { expected: 'one Authorization header', actual: 'more than one' });
  }
  const token = BEARER.exec(value)?.[1];
  if (token !== undefined) return token;
  if (/^bearer +\S/i.test(value)) throw refusal('malformed_token', { expected: 'one token after "Bearer"' });
  throw refusal('missing_authorization', { expected: 'Authorization: Bearer <token>', actual: 'another scheme' });
}

/** Tells whether headers are WHATWG `Headers` or behave so. */
export function isHeadersLike(headers: unknown): headers is { get(name: string): unknown } {
  return typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function';
}

function authorizationValues({ headers, multiValueHeaders }: VerifiableRequest): string[] {
  if (isHeadersLike(headers)) return toStrings(headers.get('authorization'));
  const single = valuesOf(headers);
  const multiple = valuesOf(multiValueHeaders);
  // API Gateway gives both, and of a repeated header only the last value in `headers`.
  return multiple.length > single.length ? multiple : single;
}

function valuesOf(headers: object | null | undefined): string[] {
  return Object.entries(headers ?? {})
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, value]) => toStrings(value));
}

function toStrings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}

function countRaw(rawHeaders: readonly string[] | undefined): number {
  if (!Array.isArray(rawHeaders)) return 0;
  return rawHeaders.filter((name: unknown, index) => {
    return index % 2 === 0 && typeof name === 'string' && name.toLowerCase() === 'authorization';
  }).length;
}
