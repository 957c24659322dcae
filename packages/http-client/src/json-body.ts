import { clientError } from '@forward-to/protocol';

/** @throws ForwardToError `invalid_config` for what JSON cannot hold: circular references, BigInt, functions. */
export function jsonBody(value: unknown): string {
  try {
    const text = JSON.stringify(value) as string | undefined;
    if (text !== undefined) return text;
  } catch {
    // Circular or a BigInt, as the error says.
  }
  throw clientError('invalid_config', '"json" cannot be written as JSON.', 'Leave out cycles, BigInt and functions.');
}
