import { clientError } from './errors.ts';
import { FORWARD_HEADER_PREFIX } from './header-names.ts';
import { showValue } from './show-value.ts';

/** What a caller may write as headers; `undefined` leaves a header out. */
export type HeaderInput = Readonly<Record<string, string | number | boolean | undefined>>;

// RFC 9110 §5.6.2 token, and §5.5 field value: visible Latin-1, space and tab.
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

// The gateway writes these itself, or they belong to one connection (RFC 9110 §7.6.1) or to the framing of a message.
const RESERVED =
  /^(?:authorization|cookie2?|host|content-length|connection|expect|keep-alive|proxy(?:-.*)?|te|trailer|transfer-encoding|upgrade|x-mc-api-.*|x-forward-header-.*)$/i;

/** Tells whether a name is an HTTP field name. */
export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}

/** Tells whether a value can be sent as it is: Latin-1, no control characters but tab. */
export function isHeaderValue(value: string): boolean {
  return VALUE.test(value);
}

/**
 * Tells whether a header (its name without the prefix) must never be forwarded to the external API.
 *
 * Servers that hand headers over as environment variables see "_" and "-" as one (RFC 3875 §4.1.18), so both count alike.
 */
export function isReservedForwardHeader(name: string): boolean {
  return RESERVED.test(name.replaceAll('_', '-'));
}

/**
 * Checks one header and gives its value as text.
 *
 * @throws ForwardToError `invalid_header` when the name or the value is not allowed in HTTP.
 */
export function checkHeader(name: string, value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text === 'string' && isHeaderValue(text) && isHeaderName(name)) return text;
  throw clientError(
    'invalid_header',
    // JSON shows control characters as escapes, and the cut keeps a pasted document out of the log.
    `The ${isHeaderName(name) ? 'value of the header' : 'header name'} ${showValue(name.slice(0, 40))} is not valid in HTTP.`,
    'Use an ASCII name, and one line of Latin-1 text, a number or a boolean as value.',
  );
}

/**
 * Checks headers that a caller wrote and gives them as pairs, in their order; `undefined` leaves one out.
 *
 * Names are compared without regard to case: of two spellings the last wins, in one input or in several, so that no name is
 * sent twice.
 *
 * @throws ForwardToError `invalid_header` when a name or a value is not allowed in HTTP.
 */
export function readHeaders(...inputs: (HeaderInput | undefined)[]): [name: string, value: string][] {
  const byName = new Map<string, [string, string]>();
  for (const headers of inputs) {
    if (headers === undefined) continue;
    // "null" is an object to typeof. A list, Headers or Map has no members by name: its headers would get lost without a word.
    if (typeof headers !== 'object' || !(headers as unknown) || Symbol.iterator in headers) {
      throw clientError('invalid_config', '"headers" must be an object.', 'Pass an object such as { "x-foo": "bar" }.');
    }
    for (const name of Object.keys(headers)) {
      const value = headers[name];
      if (value === undefined) continue;
      const key = name.toLowerCase();
      byName.delete(key);
      byName.set(key, [name, checkHeader(name, value)]);
    }
  }
  return [...byName.values()];
}

/**
 * Gives a header the prefix by which it travels to the external API.
 *
 * @throws ForwardToError `invalid_header` when the gateway or HTTP itself owns the name, or it has the prefix already.
 * @example forwardHeaderName('x-foo') // 'x-forward-header-x-foo'
 */
export function forwardHeaderName(name: string): string {
  if (isReservedForwardHeader(name)) {
    throw clientError(
      'invalid_header',
      `The header ${showValue(name.slice(0, 40))} cannot be forwarded.`,
      'The gateway (its own token in Authorization) or HTTP sets it. Use a name of your own, without prefix.',
    );
  }
  return FORWARD_HEADER_PREFIX + name;
}
