/**
 * Decodes base64url strictly: no padding, no white space, no other alphabet, one spelling for each value (the unused bits
 * of the last character are zero). Source: RFC 7515 §2, RFC 4648 §3.5.
 *
 * @returns `undefined` for anything else; no bytes for the empty string.
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || !endsCanonically(text)) return undefined;
  if (typeof Buffer === 'function') return Buffer.from(text, 'base64url');
  return encodeLatin1(atob(text.replace(/-/g, '+').replace(/_/g, '/')));
}

/** The bytes of a text whose characters are below U+0100. */
export function encodeLatin1(text: string): Uint8Array {
  if (typeof Buffer === 'function') return Buffer.from(text, 'latin1');
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function endsCanonically(text: string): boolean {
  const last = text.charAt(text.length - 1);
  switch (text.length % 4) {
    case 0:
      return true;
    case 2: // 4 unused bits
      return 'AQgw'.includes(last);
    case 3: // 2 unused bits
      return 'AEIMQUYcgkosw048'.includes(last);
    default:
      return false;
  }
}
