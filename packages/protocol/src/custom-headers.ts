import { clientError } from './errors.ts';
import { FORWARD_HEADER_PREFIX } from './header-names.ts';

/** What a caller may write as headers; `undefined` leaves a header out. */
export type HeaderInput = Readonly<Record<string, string | number | boolean | undefined>>;

// RFC 9110 §5.6.2 token, and §5.5 field value: visible Latin-1, space and tab.
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

// The gateway writes these itself, or they belong to one connection (RFC 9110 §7.6.1) or to the framing of a message.
const RESERVED =
  /^(?:authorization|cookie2?|host|content-length|connection|expect|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|x-mc-api-.*|x-forward-header-.*)$/i;

/** Tells whether a name is an HTTP field name. */
export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}

/** Tells whether a value can be sent as it is: Latin-1, no control characters but tab. */
export function isHeaderValue(value: string): boolean {
  return VALUE.test(value);
}

/** Tells whether a header (its name without the prefix) must never be forwarded to the external API. */
export function isReservedForwardHeader(name: string): boolean {
  return RESERVED.test(name);
}

/**
 * Checks headers that a caller wrote and gives them as pairs, in their order.
 *
 * Names are compared without regard to case: of two spellings the last wins, so that no name is sent twice.
 *
 * @throws ForwardToError `invalid_header` when a name or a value is not allowed in HTTP.
 */
export function readHeaders(headers: HeaderInput | undefined): [name: string, value: string][] {
  if (headers === undefined) return [];
  if (typeof headers !== 'object' || (headers as unknown) === null || Array.isArray(headers)) {
    throw clientError('invalid_config', 'The headers are not an object', 'Use { "x-name": "value" }.');
  }
  const byName = new Map<string, [string, string]>();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    checkName(name);
    const key = name.toLowerCase();
    byName.delete(key);
    byName.set(key, [name, checkValue(name, value)]);
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
      `The header "${name}" cannot be forwarded to the external API`,
      name.toLowerCase().startsWith(FORWARD_HEADER_PREFIX)
        ? `Leave out the prefix "${FORWARD_HEADER_PREFIX}", it is added for you.`
        : 'The gateway or HTTP itself sets it. Send the value under a name of your own, for example "x-my-header".',
    );
  }
  return FORWARD_HEADER_PREFIX + name;
}

function checkName(name: string): void {
  if (isHeaderName(name)) return;
  // JSON shows control characters as escapes, and the cut keeps a pasted document out of the log.
  throw clientError(
    'invalid_header',
    `${JSON.stringify(name.slice(0, 40))} is not a header name`,
    'Use letters, digits and "-" only.',
  );
}

function checkValue(name: string, value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text === 'string' && isHeaderValue(text)) return text;
  throw clientError(
    'invalid_header',
    `The value of the header "${name}" cannot be sent`,
    'Use a string of Latin-1 characters without line breaks; encode anything else, for example with encodeURIComponent.',
  );
}
