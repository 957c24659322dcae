import { clientError, showValue } from '@forward-to/protocol';

/** Query parameters of a request. A parameter with the value `undefined` is left out. */
export type QueryParams = URLSearchParams | Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * Builds the URL of one request. An absolute URL stays as it is; any other is appended to `baseUrl` and cannot leave it.
 *
 * @throws ForwardToError `invalid_config` if `url` is not a string or its path has dot segments, or if `baseUrl` has a query or a fragment.
 * @example joinUrl('https://api.example.com/v1', '/orders', { page: 2 }) // 'https://api.example.com/v1/orders?page=2'
 */
export function joinUrl(baseUrl: string, url: string, params: QueryParams = {}): string {
  if (typeof url !== 'string') {
    throw clientError(
      'invalid_config',
      `"url" must be a string (received ${showValue(url)}).`,
      'Pass the URL of the request, or { url } with options.',
    );
  }
  const joined = baseUrl === '' || /^https?:\/\//i.test(url) ? url : below(baseUrl, url);
  const known = params instanceof URLSearchParams ? [...params] : Object.entries(params);
  const query = new URLSearchParams(
    known.filter(([, value]) => value !== undefined).map(([name, value]) => [name, `${value}`]),
  ).toString();
  if (query === '') return joined;
  // A fragment is never sent, and would swallow the query.
  const [sent = ''] = joined.split('#', 1);
  return `${sent}${sent.includes('?') ? '&' : '?'}${query}`;
}

function below(baseUrl: string, url: string): string {
  if (/[?#]/.test(baseUrl)) {
    throw clientError(
      'invalid_config',
      '"baseUrl" must not have a query or a fragment.',
      'Use only an origin and a path.',
    );
  }
  const path = url.replace(/^[/\\]+/, '');
  // As a URL parser reads them: "%2e" is a dot, "\" a slash.
  const segments = (path.split(/[?#]/, 1)[0] ?? '').split(/[/\\]/);
  if (segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw clientError(
      'invalid_config',
      '"url" must not have the path segments "." or "..".',
      'Encode user input with encodeURIComponent.',
    );
  }
  return path === '' || path.startsWith('?') ? baseUrl + path : `${baseUrl.replace(/\/+$/, '')}/${path}`;
}
