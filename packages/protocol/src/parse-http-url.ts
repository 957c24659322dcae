import { clientError } from './errors.ts';

/**
 * Parses an absolute http(s) URL.
 *
 * @param what names the value in the error's message, for example `'forwardToConfig.uri'`; the value itself is never shown.
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
  throw clientError('invalid_config', `${what} is no absolute http(s) URL`, 'Use one like "https://api.example.com".');
}
