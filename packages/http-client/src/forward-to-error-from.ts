import type { ForwardToError } from '@forward-to/protocol';
import { HttpError } from './http-error.ts';
import { networkError } from './network-error.ts';
import { readBody } from './read-body.ts';
import { headOf } from './response-head.ts';

/**
 * Turns a response into the typed error that every other door would have rejected with.
 *
 * For users of `createForwardToFetch`, which resolves for every status as `fetch` does. The response stays readable; a body
 * that was read already is missing from the error.
 *
 * @example if (!response.ok) throw await forwardToErrorFrom(response);
 */
export async function forwardToErrorFrom(response: Response): Promise<ForwardToError> {
  try {
    const body = response.bodyUsed ? undefined : await readBody(response.clone());
    return new HttpError(headOf(response), body);
  } catch (error) {
    return networkError(error);
  }
}
