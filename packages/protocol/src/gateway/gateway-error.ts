import { ForwardToError, GATEWAY_STATUS } from '../errors.ts';
import type { GatewayErrorCode } from '../errors.ts';

/** What a mismatch shows beside its message. */
interface Mismatch {
  expected?: string | readonly string[];
  actual?: string;
  cause?: unknown;
}

/** A rejection by the gateway, with the status that belongs to its code. */
export function gatewayError(
  code: GatewayErrorCode,
  message: string,
  hint: string,
  mismatch?: Mismatch,
): ForwardToError {
  return new ForwardToError(code, message, { source: 'gateway', statusCode: GATEWAY_STATUS[code], hint, ...mismatch });
}

/** Makes a caller's text safe for a terminal and a message: printable ASCII, at most 200 characters. */
export function printable(text: string): string {
  return text.slice(0, 200).replaceAll(/[^\x20-\x7e]/g, '?');
}
