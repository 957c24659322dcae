import { ForwardToError, isForwardToError } from '@forward-to/protocol';

/** Turns what `fetch` rejects with into a typed error; an error of this kit stays as it is. */
export function networkError(cause: unknown, signal?: AbortSignal | null): ForwardToError {
  if (isForwardToError(cause)) return cause;
  const reason: unknown = signal?.aborted ? signal.reason : cause;
  // The names are the platform's own (DOMException); "instanceof" would miss those of another realm.
  const name = (reason as { name?: unknown } | null | undefined)?.name;
  if (name === 'TimeoutError') {
    return new ForwardToError('timeout', 'No answer came in time', {
      source: 'network',
      hint: 'Raise the timeout, or make the API answer faster.',
      cause,
    });
  }
  if (signal?.aborted || name === 'AbortError') {
    return new ForwardToError('aborted', 'The call was aborted', {
      source: 'network',
      hint: 'It was asked for.',
      cause,
    });
  }
  return new ForwardToError('network_error', 'The gateway did not answer', {
    source: 'network',
    hint: 'Check the connection. A browser also says so when CORS forbids the call: look at its network panel and the gateway.',
    cause,
  });
}
