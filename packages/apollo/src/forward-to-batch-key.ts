import type { ApolloLink } from '@apollo/client';
import { X_CORRELATION_ID, X_GRAPHQL_OPERATION_NAME } from '@forward-to/protocol';

// They differ from operation to operation; a batch carries those of its first one.
const OWN = [X_CORRELATION_ID, X_GRAPHQL_OPERATION_NAME];

/**
 * Tells a `BatchHttpLink` which operations may travel together: those that go to the same place with the same headers.
 *
 * Its own key compares all headers, and no two operations have the same correlation id: nothing would ever be batched.
 *
 * @example new BatchHttpLink({ batchKey: forwardToBatchKey, fetch: createLinkFetch() })
 */
export function forwardToBatchKey(operation: Parameters<ApolloLink['request']>[0]): string {
  const { uri, headers, http, fetchOptions, credentials } = operation.getContext() as Record<string, unknown>;
  const shared = Object.entries(headers ?? {})
    .map(([name, value]): [string, unknown] => [name.toLowerCase(), value])
    .filter(([name]) => !OWN.some((own) => own.toLowerCase() === name));
  return JSON.stringify([uri, Object.fromEntries(shared), http, fetchOptions, credentials]);
}
