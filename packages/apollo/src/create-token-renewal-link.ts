import type { ApolloLink } from '@apollo/client';
import { AUTHORIZATION, X_FORCE_TOKEN, X_REFRESHED_SESSION_TOKEN } from '@forward-to/protocol';
import { anySignal, callWithRenewal, createOptions, headOf, refusalOf } from '@forward-to/http-client/door';
import type { ClientRuntime } from '@forward-to/http-client/door';
import { loadApollo } from './apollo-module.ts';
import { startAttempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { callOfOperation } from './call-of-operation.ts';
import { runtimeOf } from './link-options.ts';
import type { LinkOptions } from './link-options.ts';

type Result = Parameters<Parameters<NonNullable<ReturnType<ApolloLink['request']>>['forEach']>[0]>[0];

/** What the link reads of an operation's context. */
interface Sent {
  headers?: Record<string, unknown> | undefined;
  fetchOptions?: RequestInit | undefined;
  /** Every terminating link over HTTP sets it as soon as the head of an answer is there. */
  response?: Response | undefined;
}

/**
 * Creates the link that repeats an operation once with a renewed platform token after a 401 of the gateway.
 *
 * One renewal serves every call of the page, through whichever door. A 401 that the API or its verifier marks as its own is not
 * repeated. Only the HTTP status counts, not what the GraphQL answer says. A refreshed session token goes to the session
 * store. Unsubscribing ends the request, and the wait for somebody else's renewal.
 *
 * It stands right before the terminating link.
 *
 * @example ApolloLink.from([createErrorLink(), createHeaderLink(), createTokenRenewalLink(), new HttpLink()])
 */
export function createTokenRenewalLink(options: LinkOptions = {}): ApolloLink {
  const { ApolloLink, Observable } = loadApollo();
  return new ApolloLink(
    (operation, forward) =>
      new Observable((observer) => {
        const runtime = runtimeOf(options);
        const { headers, fetchOptions } = operation.getContext() as Sent;
        const unsubscribed = new AbortController();
        const own = fetchOptions?.signal;
        const { signal = unsubscribed.signal, release } = anySignal(
          own ? [unsubscribed.signal, own] : [unsubscribed.signal],
        );
        let previous: Attempt<Result> | undefined;
        const send = async (force: boolean): Promise<Attempt<Result>> => {
          signal.throwIfAborted();
          previous?.stop();
          const sent = attemptHeaders(headers, force, runtime);
          operation.setContext({
            headers: sent,
            response: undefined, // That of an earlier attempt is not this one's.
          });
          previous = await startAttempt<Result>({
            start: () => forward(operation),
            readResponse: () => (operation.getContext() as Sent).response,
            readCall: () => callOfOperation(operation),
            signal: unsubscribed.signal,
          });
          const refreshed = previous.response?.headers.get(X_REFRESHED_SESSION_TOKEN);
          if (refreshed && sent[AUTHORIZATION]) runtime.sessionStore.setSessionToken(refreshed);
          return previous;
        };
        const isRefused = ({ response }: Attempt<Result>) => response !== undefined && refusalOf(headOf(response));
        callWithRenewal(runtime.renewal, { send, isRefused, signal })
          .then((attempt) => {
            attempt.deliverTo(observer);
          })
          .catch((error: unknown) => {
            observer.error(error);
          });
        return () => {
          unsubscribed.abort();
          release();
        };
      }),
  );
}

/** The session token may have been refreshed since the headers were built; whether to renew is decided here alone. */
function attemptHeaders(headers: Sent['headers'], force: boolean, runtime: ClientRuntime): Record<string, unknown> {
  const others = Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== X_FORCE_TOKEN.toLowerCase());
  const { [AUTHORIZATION]: authorization } = createOptions({}, runtime.readContext()).headers;
  return {
    ...Object.fromEntries(others),
    ...(authorization && { [AUTHORIZATION]: authorization }),
    ...(force && { [X_FORCE_TOKEN]: 'true' }),
  };
}
