/** Values of a query; `undefined` leaves one out. */
export type QueryParams = URLSearchParams | Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * URL of one call: an absolute one as it is, anything else below `baseUrl`, whose host a path can never change.
 *
 * @example joinUrl('https://api.example.com/v1', '/orders', { page: 2 }) // 'https://api.example.com/v1/orders?page=2'
 */
export function joinUrl(baseUrl: string, url: string, params: QueryParams = {}): string {
  const joined = baseUrl === '' || /^https?:\/\//i.test(url) ? url : below(baseUrl, url);
  const known = params instanceof URLSearchParams ? [...params] : Object.entries(params);
  const query = new URLSearchParams(
    known.filter(([, value]) => value !== undefined).map(([name, value]) => [name, `${value}`]),
  );
  if (query.size === 0) return joined;
  return `${joined}${joined.includes('?') ? '&' : '?'}${query}`;
}

function below(baseUrl: string, url: string): string {
  const path = url.replace(/^[/\\]+/, '');
  return path === '' || path.startsWith('?') ? baseUrl + path : `${baseUrl.replace(/\/+$/, '')}/${path}`;
}
