import type { ApolloLink } from '@apollo/client';
import { nameCall, X_FORWARD_TO } from '@forward-to/protocol';
import type { Call } from '@forward-to/http-client/door';

/** What an operation's context says about its request; the header link writes it. */
interface SentContext {
  uri?: string | undefined;
  headers?: Record<string, string> | undefined;
  fetchOptions?: RequestInit | undefined;
}

/** What an error says about the request of an operation. */
export function callOfOperation(operation: Parameters<ApolloLink['request']>[0]): Call {
  const { uri, headers, fetchOptions } = operation.getContext() as SentContext;
  const target = headers?.[X_FORWARD_TO];
  return { request: nameCall(fetchOptions?.method ?? 'POST', target ?? uri), url: uri, signal: fetchOptions?.signal };
}
