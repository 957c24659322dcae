import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { X_REFRESHED_SESSION_TOKEN } from '@forward-to/protocol';
import { headOf, HttpError, invalidResponse, networkError, parseBody } from '@forward-to/http-client/door';

/** What Apollo's `ServerError` and `ServerParseError` have in common: version 4 tells the text, version 3 mostly the parsed body. */
interface TransportError extends Error {
  response: Response;
  bodyText?: string;
  result?: unknown;
}

/**
 * Turns what a terminating link fails with into the error that every other door would have given.
 *
 * @param signal the caller's own, which tells an abort by its reason.
 * @returns `undefined` for an error that is not about the transport: it is somebody else's.
 */
export function toForwardToError(error: unknown, signal?: AbortSignal | null): ForwardToError | undefined {
  if (isForwardToError(error)) return error;
  if (isTransportError(error)) return withCause(answerError(error), error);
  const name = error instanceof Error ? error.name : (error as { name?: unknown } | null | undefined)?.name;
  // An abort fails with the signal's reason, which may be anything.
  const isNetwork = name === 'AbortError' || name === 'TimeoutError';
  return isNetwork || (signal?.aborted && error === signal.reason) ? networkError(error, signal) : undefined;
}

/**
 * The error of a terminating link, where a `TypeError` comes from `fetch`, whatever the browser. From anywhere else it is somebody's
 * bug, and stays what it is.
 */
export function fromTerminatingLink(error: unknown): unknown {
  return (error as Partial<Error> | null | undefined)?.name === 'TypeError' ? networkError(error) : error;
}

/** An answer outside 200 to 299 is an `HttpError`, a good one was no GraphQL answer. */
function answerError(error: TransportError): ForwardToError {
  const { response } = error;
  const text = textOf(error);
  if (response.ok) return invalidResponse(response, text ?? JSON.stringify(error.result ?? null));
  return new HttpError(headOf(response), text === undefined ? error.result : parseBody(response, text));
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
