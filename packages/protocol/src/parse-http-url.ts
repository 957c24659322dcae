import { clientError } from './errors.ts';
import { showValue } from './show-value.ts';
import { urlOf } from './url-of.ts';

/**
 * Parses an absolute http(s) URL.
 *
 * @param what name of the option in the error's message, for example `'forwardToConfig.uri'`. The message shows the value
 * without query, fragment and user info, which may hold a secret.
 * @throws ForwardToError `invalid_config`
 */
export function parseHttpUrl(value: unknown, what: string): URL {
  // A value that is no string or URL might run code of its own when it is made one.
  const url = typeof value === 'string' || value instanceof URL ? urlOf(value) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  const shown = typeof value === 'string' ? value.replace(/[?#].*|[^/\\?#]*@/gs, '') : value;
  throw clientError(
    'invalid_config',
    `"${what}" must be an absolute http(s) URL (received ${showValue(shown)}).`,
    'Use a URL such as "https://api.example.com".',
  );
}
