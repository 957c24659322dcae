import { clientError } from '@forward-to/protocol';
import type { SdkMethod } from './sdk-action.ts';

/**
 * Checks what goes together in a call; for creators, and for actions that were stored or written by hand.
 *
 * @throws ForwardToError `invalid_config`
 */
export function checkCall(method: unknown, payload: unknown): asserts method is SdkMethod {
  if (typeof method !== 'string' || !/^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(method)) {
    throw clientError('invalid_config', 'method is unknown', 'Use one of "actions".');
  }
  if (payload != null && /^[GH]/.test(method)) {
    throw clientError('invalid_config', 'A call that reads has no body', 'Leave out "payload", or use post.');
  }
}
