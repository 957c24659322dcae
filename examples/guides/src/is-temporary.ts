import type { ForwardToError } from '@forward-to/protocol';

/** Whether the same call may succeed a little later; for calls that read, since the API may have acted all the same. */
export function isTemporary({ source, code, statusCode = 0 }: ForwardToError): boolean {
  return (source === 'network' && code !== 'aborted') || statusCode === 429 || statusCode >= 500;
}
