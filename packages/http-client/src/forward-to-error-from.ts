import { isForwardToError, nameCall } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { callOf } from './call-of.ts';
import type { Call } from './describe-call.ts';
import { HttpError } from './http-error.ts';
import { readBody } from './read-body.ts';
import { headOf } from './response-head.ts';

/**
 * Turns a response into the typed error that every other door would have rejected with.
 *
 * For users of `createForwardToFetch`, which resolves for every status as `fetch` does. The response stays readable; a body
 * that was read already is missing from the error.
 *
 * @param request names the call in the error. Needed only for a copy of the response, such as the one that a hook of ky gets.
 * @example if (!response.ok) throw await forwardToErrorFrom(response);
 */
export async function forwardToErrorFrom(
  response: Response,
  request?: Pick<Request, 'method' | 'url'>,
): Promise<ForwardToError> {
  return errorOf(response, { request: request ? nameCall(request.method, request.url) : callOf(response) });
}

/** The same for a call that is known. */
export async function errorOf(response: Response, call: Call): Promise<ForwardToError> {
  try {
    const body = response.bodyUsed ? undefined : await readBody(response.clone(), call);
    return new HttpError(headOf(response, call), body);
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
}
