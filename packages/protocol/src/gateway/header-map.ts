import { gatewayError } from './gateway-error.ts';

/** Header values by lower-case name, every line kept. */
export type HeaderMap = ReadonlyMap<string, readonly string[]>;

/**
 * The value of a header that may come only once; `undefined` when it is absent or empty.
 *
 * @throws ForwardToError `invalid_header` when it came more than once: two hops might then read different values.
 */
export function singleHeader(headers: HeaderMap, name: string): string | undefined {
  const values = headers.get(name.toLowerCase()) ?? [];
  if (values.length > 1) {
    throw gatewayError('invalid_header', `The header "${name}" came ${values.length} times`, 'Send it once.');
  }
  const value = values[0]?.trim();
  return value === '' ? undefined : value;
}

// RFC 9110 §7.6.1, and the older names that proxies still meet.
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Names that belong to one connection only: the known ones, and those that the message's own `Connection` lists.
 *
 * A length is never one of them, whatever `Connection` says: without it the body would go on unframed, and the API would
 * read it as another request.
 */
export function hopByHopNames(headers: HeaderMap): ReadonlySet<string> {
  const listed = (headers.get('connection') ?? []).flatMap((value) => value.toLowerCase().split(','));
  const names = new Set([...HOP_BY_HOP, ...listed.map((name) => name.trim())]);
  names.delete('content-length');
  return names;
}
