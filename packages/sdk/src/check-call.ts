import { clientError } from '@forward-to/protocol';
import type { SdkMethod } from './sdk-action.ts';

/** The HTTP method of each action, by the name of the function that creates it. */
export const METHODS: Readonly<Record<string, SdkMethod>> = {
  get: 'GET',
  head: 'HEAD',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  del: 'DELETE',
};

/**
 * Checks that an action has a known HTTP method, and no body if the method is GET or HEAD.
 *
 * @throws ForwardToError `invalid_config`
 */
export function checkCall(method: unknown, payload: unknown): asserts method is SdkMethod {
  if (!Object.values<unknown>(METHODS).includes(method)) {
    throw clientError(
      'invalid_config',
      'The method of the SDK action is unknown.',
      'Create the action with a function of "actions".',
    );
  }
  if (payload != null && /^[GH]/.test(method as string)) {
    throw clientError(
      'invalid_config',
      'A GET or HEAD request cannot have a body.',
      'Remove "payload", or use actions.post.',
    );
  }
}
