import { ForwardToError, isForwardToError, nameCall } from '@forward-to/protocol';
import { describeCall } from './describe-call.ts';
import type { Call } from './describe-call.ts';
import { isLocal } from './mark-of.ts';

/** Makes a typed error of what `fetch`, or reading a body, rejects with; an error of this kit stays as it is. */
export function networkError(cause: unknown, call: Call = {}): ForwardToError {
  if (isForwardToError(cause)) return cause;
  const { request, url, signal, statusCode } = call;
  const reason: unknown = signal?.aborted ? signal.reason : cause;
  // The names are the platform's own (DOMException); "instanceof" would miss those of another realm.
  const name = (reason as { name?: unknown } | null | undefined)?.name;
  const fail = (code: 'timeout' | 'aborted' | 'network_error', what: string, hint: string): ForwardToError =>
    new ForwardToError(code, `${describeCall(call)} ${what}.`, { source: 'network', hint, request, cause });
  if (name === 'TimeoutError') {
    return fail('timeout', 'timed out', 'Raise the timeout, or make your API faster.');
  }
  if (signal?.aborted || name === 'AbortError') {
    return fail('aborted', 'was aborted', 'Your own code aborted it.');
  }
  if (statusCode !== undefined) {
    return fail(
      'network_error',
      `responded with ${statusCode}, but its body could not be read to the end`,
      'The connection broke, or the body is too large: read it as a stream with createForwardToFetch.',
    );
  }
  const gateway = nameCall(undefined, url)?.url;
  return fail(
    'network_error',
    `got no response from ${gateway ?? 'the gateway'}`,
    `${isLocal(url) ? 'Start the local gateway with "npx forward-to-gateway".' : 'Check the connection.'} A CORS refusal looks the same: check the network panel.`,
  );
}
