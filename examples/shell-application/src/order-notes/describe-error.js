import { forwardToErrorOf } from '@forward-to/apollo';
import { isForwardToError } from '@forward-to/http-client';

/** What your API said, or why the call did not reach it, in words for people. */
export function describeError(error) {
  const known = isForwardToError(error) ? error : forwardToErrorOf(error);
  if (!known) return error.message;
  // The verifier says what is missing in its hint, which it sends on your machine only.
  const refusal = known.body?.forwardToError;
  if (refusal) return [refusal.message, refusal.hint].filter(Boolean).join('. ');
  return known.body?.message ?? known.message;
}
