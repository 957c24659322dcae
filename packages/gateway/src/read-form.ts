import { gatewayError } from './errors.ts';
import type { GatewayCall } from './gateway-call.ts';
import { singleHeader } from './header-map.ts';
import { readText } from './read-json-body.ts';

const MAX_BYTES = 16 * 1024;

/**
 * Tells whether a request comes from a form of a page that may call: with an `Origin`, which every browser sends with a
 * form, and which was checked before.
 */
export function isForm({ headers }: GatewayCall): boolean {
  const contentType = singleHeader(headers, 'Content-Type') ?? '';
  return headers.has('origin') && /^application\/x-www-form-urlencoded(?:\s*;|$)/i.test(contentType);
}

/**
 * Reads the fields of a form of the gateway's own pages.
 *
 * @throws ForwardToError `invalid_header` for anything but a form, or `payload_too_large`.
 */
export async function readForm(call: GatewayCall): Promise<URLSearchParams> {
  if (!isForm(call)) {
    throw gatewayError(
      'invalid_header',
      'The request is not a form of a page.',
      'Open the page of the gateway in a browser and use its form.',
    );
  }
  return new URLSearchParams(await readText(call.request, MAX_BYTES));
}
