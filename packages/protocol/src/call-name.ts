import { urlOf } from './url-of.ts';

/** The call that an error is about; enough to find it in a log. */
export interface CallName {
  /** Absent where a fetcher of the application's own has sent the call and only it knows. */
  method?: string;
  /** URL of the external API, or of the gateway for its own services: without query, fragment and user info. */
  url: string;
}

/**
 * Names a call by its method and URL, without the parts of the URL that may hold a secret.
 *
 * @returns `undefined` for what is not an absolute URL: there is no call then.
 * @example nameCall('get', 'https://user:pass@api.example.com/orders?token=1') // { method: 'GET', url: 'https://api.example.com/orders' }
 */
export function nameCall(method: string | undefined, url: string | undefined): CallName | undefined {
  const parsed = urlOf(url);
  return (
    parsed && {
      ...(method && { method: method.toUpperCase().slice(0, 20) }),
      url: (parsed.origin + parsed.pathname).slice(0, 300),
    }
  );
}
