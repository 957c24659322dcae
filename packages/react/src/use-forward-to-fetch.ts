import { useContext, useMemo } from 'react';
import { readApplicationContext } from '@forward-to/http-client';
import type { ForwardToFetchConfig } from '@forward-to/http-client';
import { forwardFetch, pageRuntime, pairsOf } from '@forward-to/http-client/door';
import { StoreContext } from './store-context.ts';

/**
 * Gives a `fetch` whose calls go through `/proxy/forward-to`; see `createForwardToFetch` of `@forward-to/http-client`.
 *
 * The same function as long as the configuration says the same, so that it may stand among the dependencies of an effect. Below an
 * `ApplicationContextProvider` the user's id is part of the correlation id, and its Project stands in where the page's URL names
 * none. A call is not aborted when the component goes: hand it a signal.
 *
 * @example
 * const forwardToFetch = useForwardToFetch({ includeUserPermissions: true });
 * useEffect(() => {
 *   const controller = new AbortController();
 *   void forwardToFetch('https://api.example.com/orders', { signal: controller.signal }).then(…);
 *   return () => controller.abort();
 * }, [forwardToFetch]);
 */
export function useForwardToFetch(config: ForwardToFetchConfig = {}): typeof fetch {
  const store = useContext(StoreContext);
  const { headers, ...rest } = config;
  const key = JSON.stringify({
    ...rest,
    headers: pairsOf(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value === null ? value : String(value)]),
  });
  return useMemo(() => {
    const settings = JSON.parse(key) as ForwardToFetchConfig;
    const readContext = () => {
      const page = readApplicationContext();
      const { user, project } = store?.read() ?? {};
      return { ...page, userId: user?.id, projectKey: page.projectKey ?? project?.key };
    };
    return (input, init = {}) => forwardFetch(input, init, settings, { ...pageRuntime(), readContext });
  }, [key, store]);
}
