import { isForwardToError, VERIFIER_STATUS } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';

/**
 * Tells whether an error is a refusal of this verifier, for the door to answer.
 *
 * An API that itself calls another API of this kind may throw what that one's verifier said; its code is `http_error`.
 */
export function isRefusal(error: unknown): error is ForwardToError {
  return isForwardToError(error) && error.source === 'verifier' && Object.hasOwn(VERIFIER_STATUS, error.code);
}
