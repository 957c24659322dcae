import type { ForwardToError } from '@forward-to/protocol';
import { toForwardToError } from './to-forward-to-error.ts';

/**
 * Finds the typed error in what Apollo Client rejects with, or gives as `error` of a hook; `undefined` when there is none, as for
 * errors that the GraphQL answer itself lists.
 *
 * Version 3 wraps it (`error.networkError`), version 4 gives it as it is. In a link of your own it also reads Apollo's raw
 * transport errors.
 *
 * @example
 * const { error } = useQuery(OrdersQuery, { context });
 * if (forwardToErrorOf(error)?.statusCode === 403) …
 */
export function forwardToErrorOf(error: unknown): ForwardToError | undefined {
  const { networkError, cause } = (error ?? {}) as { networkError?: unknown; cause?: unknown };
  return toForwardToError(error) ?? toForwardToError(networkError) ?? toForwardToError(cause);
}
