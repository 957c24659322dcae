import { buildApiUrl } from '@forward-to/http-client';
import { ForwardToError } from '@forward-to/protocol';

/** The error of a call without a response, for transports that do not throw a typed error themselves. */
export function createUnreachedError(cause?: unknown): ForwardToError {
  return new ForwardToError('network_error', `No response from ${new URL(buildApiUrl('/')).origin}`, {
    source: 'network',
    hint: 'Is the gateway running? If it is, look at its terminal: a page that it does not allow gets no response either.',
    cause,
  });
}
