import { clientError } from '@forward-to/protocol';

/** Values of a query; `undefined` leaves one out. */
export type QueryParams = URLSearchParams | Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * URL of one call: an absolute one as it is, anything else below `baseUrl`, which it can't leave.
 *
 * @throws ForwardToError `invalid_config` for a URL that is no text, a path with dot segments, a base with query or fragment.
 * @example joinUrl('https://api.example.com/v1', '/orders', { page: 2 }) // 'https://api.example.com/v1/orders?page=2'
 */
export function joinUrl(baseUrl: string, url: string, params: QueryParams = {}): string {
  if (typeof url !== 'string') {
    throw clientError('invalid_config', 'url is no text', 'Give the URL of the call, or { url } with options.');
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
    throw clientError('invalid_config', 'baseUrl has a query or fragment', 'Use origin and path only.');
  }
  const path = url.replace(/^[/\\]+/, '');
  // As a URL parser reads them: "%2e" is a dot, "\" a slash.
  const segments = (path.split(/[?#]/, 1)[0] ?? '').split(/[/\\]/);
  if (segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw clientError('invalid_config', 'url has dot segments', 'Encode what a user typed with encodeURIComponent.');
  }
  return path === '' || path.startsWith('?') ? baseUrl + path : `${baseUrl.replace(/\/+$/, '')}/${path}`;
}
