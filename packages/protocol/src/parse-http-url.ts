import { clientError } from './errors.ts';
import { showValue } from './show-value.ts';

/**
 * Parses an absolute http(s) URL.
 *
 * @param what name of the option in the error's message, for example `'forwardToConfig.uri'`. The message shows the value
 * without query, fragment and user info, which may hold a secret.
 * @throws ForwardToError `invalid_config`
 */
export function parseHttpUrl(value: unknown, what: string): URL {
  try {
    // A value that is no string or URL might run code of its own when it is made one.
    const url = typeof value === 'string' || value instanceof URL ? new URL(value) : undefined;
    if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  } catch {
    // Not a URL, as the error says.
  }
  throw clientError(
    'invalid_config',
    `"${what}" must be an absolute http(s) URL (received ${showValue(withoutSecrets(value))}).`,
    'Use a URL such as "https://api.example.com".',
  );
}

/** Without the parts that may hold a secret. */
function withoutSecrets(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[?#].*/s, '').replace(/^(.*[/\\])?[^/\\]*@/s, '$1') : value;
}
