import { ForwardToError, GATEWAY_STATUS } from '@forward-to/protocol';
import type { GatewayErrorCode } from '@forward-to/protocol';

/** What a mismatch shows beside its message. */
interface Mismatch {
  expected?: string | readonly string[];
  actual?: string;
  cause?: unknown;
}

/** A refusal of the gateway, with the status that belongs to its code. */
export function gatewayError(
  code: GatewayErrorCode,
  message: string,
  hint: string,
  mismatch?: Mismatch,
): ForwardToError {
  return new ForwardToError(code, message, { source: 'gateway', statusCode: GATEWAY_STATUS[code], hint, ...mismatch });
}

/** Makes text of a caller safe for a terminal and a message: printable ASCII, at most 200 characters. */
export function printable(text: string): string {
  return text.slice(0, 200).replaceAll(/[^\x20-\x7e]/g, '?');
}
