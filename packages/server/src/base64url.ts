// Last characters whose unused low bits are zero, by the length of the text modulo 4 (RFC 4648 §3.5).
const CANONICAL_END: Readonly<Record<number, RegExp>> = { 2: /[AQgw]$/, 3: /[AEIMQUYcgkosw048]$/ };

/**
 * Decodes base64url in its one strict form: no padding, no other alphabet, no white space, no leftover bits.
 *
 * Every byte string has exactly one such text, so that no two tokens differ only in how they are written.
 * Source: RFC 4648 §5 and §3.5, RFC 7515 §2.
 *
 * @returns `undefined` for anything else.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const rest = text.length % 4;
  if (rest === 1 || !/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  if (rest !== 0 && !CANONICAL_END[rest]?.test(text)) return undefined;
  if (typeof Buffer === 'function') return Buffer.from(text, 'base64url');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
