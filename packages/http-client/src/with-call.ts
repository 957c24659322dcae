import { isForwardToError } from '@forward-to/protocol';
import type { CallName } from '@forward-to/protocol';

/** Adds the name of the call to an error of this kit that does not have one yet; any other error stays as it is. */
export function withCall(error: unknown, request: CallName | undefined): unknown {
  return request && isForwardToError(error) && !error.request ? Object.assign(error, { request }) : error;
}
