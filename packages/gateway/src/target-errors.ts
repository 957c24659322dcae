import type { ForwardToError } from '@forward-to/protocol';
import { gatewayError } from './errors.ts';

/** The external API accepted the request and did not respond within `targetTimeout`. */
export function targetTimeout(url: URL): ForwardToError {
  return gatewayError(
    'target_timeout',
    `${url.origin} did not respond in time`,
    'The API accepted the request and then stayed silent: look at its log. "targetTimeout" of the gateway sets the limit.',
  );
}

/** The external API could not be reached, or what it sent is not HTTP. */
export function targetUnreachable(url: URL, cause?: unknown): ForwardToError {
  const code = codeOf(cause);
  const message = `${url.origin} gave no HTTP response${code === undefined ? '' : ` (${code})`}`;
  return gatewayError('target_unreachable', message, hintFor(code), { cause });
}

/** The body of a request is above the limit. */
export function payloadTooLarge(maxBodyBytes: number): ForwardToError {
  return gatewayError(
    'payload_too_large',
    `The request body is larger than ${maxBodyBytes} bytes`,
    'Send less, or raise "maxBodyBytes" of the gateway.',
  );
}

/** Only Node's code (ECONNREFUSED, CERT_HAS_EXPIRED, …), because messages may quote what was sent. */
export function codeOf(cause: unknown): string | undefined {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function hintFor(code = ''): string {
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return 'The certificate is not trusted. Start the gateway with NODE_EXTRA_CA_CERTS=<file of its authority>.';
  }
  if (/SSL|TLS|EPROTO/.test(code)) return 'The API does not speak TLS. Use http: for an API on this machine.';
  if (code.startsWith('HPE_')) return 'What listens there is not a web server, or it is broken.';
  return 'Is the API running, and is its port right?';
}
