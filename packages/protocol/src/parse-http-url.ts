import { clientError } from './errors.ts';

/**
 * Parses an absolute http(s) URL.
 *
 * @param what names the value in the error's message, for example `'forwardToConfig.uri'`; the value itself is never shown.
 * @throws ForwardToError `invalid_config`
 */
export function parseHttpUrl(value: unknown, what: string): URL {
  let url: URL | undefined;
  try {
    // A value that is no string or URL might run code of its own when it is made one.
    if (typeof value === 'string' || value instanceof URL) url = new URL(value);
  } catch {
    // Not a URL: the error below says so.
  }
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw clientError(
      'invalid_config',
      `${what} is not an absolute http(s) URL`,
      'Use the full URL with its protocol, for example "https://api.example.com/orders".',
    );
  }
  return url;
}
