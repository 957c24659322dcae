import { X_FORWARD_TO } from '@forward-to/protocol';
import { runtimeOf } from './link-options.ts';
import type { LinkOptions } from './link-options.ts';

/**
 * Creates the `fetch` for a terminating link of your own; needed there for queries sent with GET.
 *
 * Apollo puts such a query into the URL that it calls, which is the gateway's: here it moves on to the URL of the external API.
 *
 * @example new HttpLink({ fetch: createLinkFetch(), useGETForQueries: true })
 */
export function createLinkFetch(options: LinkOptions = {}): typeof fetch {
  return (input, init) => {
    const send = runtimeOf(options).fetch;
    const headers = new Headers(init?.headers);
    const target = headers.get(X_FORWARD_TO);
    const [endpoint, query] = splitQuery(input);
    if (target === null || query === undefined) return send(input, init);
    const url = new URL(target);
    url.search += (url.search === '' ? '' : '&') + query;
    headers.set(X_FORWARD_TO, url.href);
    return send(endpoint, { ...init, headers });
  };
}

function splitQuery(input: string | URL | Request): [string, string | undefined] {
  const [endpoint = '', ...query] = (input instanceof Request ? input.url : String(input)).split('?');
  return [endpoint, query.length > 0 ? query.join('?') : undefined];
}
