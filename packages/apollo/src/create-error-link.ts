import type { ApolloLink } from '@apollo/client';
import { loadApollo } from './apollo-module.ts';
import { callOfOperation } from './call-of-operation.ts';
import { toForwardToError } from './to-forward-to-error.ts';

/**
 * Creates the link that turns failures of the transport into the typed errors of every other door; it stands first.
 *
 * An answer outside 2xx becomes an `HttpError` with `statusCode`, `body` and `headers`; what is no GraphQL answer becomes
 * `invalid_response`, no answer `network_error`, `aborted` or `timeout`. Errors in the GraphQL answer and errors of your own links stay as
 * they are. `forwardToErrorOf` finds the typed error in what Apollo Client makes of it.
 *
 * @example ApolloLink.from([createErrorLink(), createHeaderLink(), createTokenRenewalLink(), new HttpLink()])
 */
export function createErrorLink(): ApolloLink {
  const { ApolloLink, Observable } = loadApollo();
  return new ApolloLink(
    (operation, forward) =>
      new Observable((observer) => {
        const fail = (error: unknown) => {
          observer.error(toForwardToError(error, callOfOperation(operation)) ?? error);
        };
        try {
          const subscription = forward(operation).subscribe({
            next: (result) => {
              observer.next(result);
            },
            error: fail,
            complete: () => {
              observer.complete();
            },
          });
          return () => {
            subscription.unsubscribe();
          };
        } catch (error) {
          fail(error);
          return undefined;
        }
      }),
  );
}
