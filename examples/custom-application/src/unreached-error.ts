import { ForwardToError } from '@forward-to/protocol';

/** The error of a call that got no answer, for transports that don't throw a typed one themselves. */
export function createUnreachedError(cause?: unknown): ForwardToError {
  return new ForwardToError('network_error', 'The gateway could not be reached', {
    source: 'network',
    hint: 'Check that the gateway runs and that it allows this page, then try again.',
    cause,
  });
}
