import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';

/** The error that a promise is refused with; anything else fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<ForwardToError> {
  const outcome = await promise.then(
    () => new Error('The call was let in.'),
    (error: unknown) => error,
  );
  if (isForwardToError(outcome)) return outcome;
  throw outcome instanceof Error ? outcome : new Error('The call was refused by something else than an error.');
}
