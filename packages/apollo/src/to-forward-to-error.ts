import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { X_REFRESHED_SESSION_TOKEN } from '@forward-to/protocol';
import type { Call } from '@forward-to/http-client/door';
import { headOf, HttpError, invalidResponse, networkError, parseBody, withCall } from '@forward-to/http-client/door';

/** What Apollo's `ServerError` and `ServerParseError` have in common: version 4 has the text, version 3 mostly the parsed body. */
interface TransportError extends Error {
  response: Response;
  bodyText?: string;
  result?: unknown;
}

/**
 * Turns what a terminating link fails with into the error that every other door would have given.
 *
 * @param call names the call, and has the caller's own signal, which tells an abort by its reason.
 * @returns `undefined` for an error that is not about the transport.
 */
export function toForwardToError(error: unknown, call: Call = {}): ForwardToError | undefined {
  if (isForwardToError(error)) return withCall(error, call.request) as ForwardToError;
  if (isTransportError(error)) return withCause(responseError(error, call), error);
  const name = error instanceof Error ? error.name : (error as { name?: unknown } | null | undefined)?.name;
  // An abort fails with the signal's reason, which may be anything.
  const isNetwork = name === 'AbortError' || name === 'TimeoutError';
  const { signal } = call;
  return isNetwork || (signal?.aborted && error === signal.reason) ? networkError(error, call) : undefined;
}

/**
 * Turns a `TypeError` of a terminating link into a typed error: there it comes from `fetch`, in every browser. A `TypeError` from
 * anywhere else is a mistake in somebody's code, and stays what it is.
 */
export function fromTerminatingLink(error: unknown, call: Call): unknown {
  return (error as Partial<Error> | null | undefined)?.name === 'TypeError' ? networkError(error, call) : error;
}

/** A response outside 2xx is an `HttpError`; one inside was not a GraphQL response. */
function responseError(error: TransportError, call: Call): ForwardToError {
  const { response } = error;
  const text = textOf(error);
  if (response.ok) return invalidResponse(response, text ?? JSON.stringify(error.result ?? null), call);
  return new HttpError(headOf(response, call), text === undefined ? error.result : parseBody(response, text, call));
}

function textOf({ bodyText, result }: TransportError): string | undefined {
  return bodyText ?? (typeof result === 'string' ? result : undefined);
}

/** The original stays at hand, unless its response has a session token: an error ends up in logs. */
function withCause(error: ForwardToError, cause: TransportError): ForwardToError {
  if (cause.response.headers.has(X_REFRESHED_SESSION_TOKEN)) return error;
  return Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true });
}

function isTransportError(error: unknown): error is TransportError {
  if (typeof error !== 'object' || error === null) return false;
  const { name, response } = error as Partial<TransportError>;
  return (
    (name === 'ServerError' || name === 'ServerParseError') &&
    typeof response?.status === 'number' &&
    typeof response.headers.get === 'function'
  );
}
