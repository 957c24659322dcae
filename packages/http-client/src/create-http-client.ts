import { buildUrl } from './build-url.ts';
import { createFetcherWith } from './create-fetcher.ts';
import type { FetcherInit } from './create-fetcher.ts';
import { createOptions } from './create-options.ts';
import type { HttpClientConfig, HttpClientOptions } from './create-options.ts';
import { createRuntime } from './create-runtime.ts';
import type { RuntimeSettings } from './create-runtime.ts';
import { executeRequest } from './execute-request.ts';
import type { Fetcher } from './execute-request.ts';
import { forwardFetch } from './forward-fetch.ts';
import type { ForwardToFetchConfig } from './forward-fetch.ts';
import { requestData } from './forward-to-request.ts';
import type { ForwardToRequestInit } from './forward-to-request.ts';

/** Settings of a client on an explicit context. */
export type HttpClientSettings = RuntimeSettings;

/** The doors of this package on a context of their own. */
export interface HttpClient {
  buildApiUrl: (endpoint: string) => string;
  createHttpClientOptions: (config?: HttpClientConfig) => HttpClientOptions;
  createFetcher: <Data>(url: string, init?: FetcherInit) => Fetcher<Data>;
  executeHttpClientRequest: <Data>(fetcher: Fetcher<Data>, config?: HttpClientConfig) => Promise<Data>;
  createForwardToFetch: (config?: ForwardToFetchConfig) => typeof fetch;
  forwardToRequest: <Data>(uri: string, init?: ForwardToRequestInit) => Promise<Data>;
}

/**
 * Creates the doors on an explicit context instead of the page's: for server-side rendering, tests, several Projects at once.
 *
 * Each client renews its own platform token; nothing is shared between clients, since they may serve different users.
 *
 * @example
 * const client = createHttpClient({ context: { mcApiUrl: 'https://mc-api.europe-west1.gcp.commercetools.com', projectKey: 'shop' } });
 * await client.forwardToRequest('https://api.example.com/orders');
 */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const runtime = createRuntime(settings);
  const { fetch, userAgent } = runtime;
  return {
    buildApiUrl: (endpoint) => buildUrl(endpoint, runtime.readContext()),
    createHttpClientOptions: (config = {}) => createOptions({ userAgent, ...config }, runtime.readContext()),
    createFetcher: (url, init = {}) => createFetcherWith(url, init, fetch),
    executeHttpClientRequest: (fetcher, config = {}) => executeRequest(fetcher, config, runtime),
    createForwardToFetch:
      (config = {}) =>
      (input, init = {}) =>
        forwardFetch(input, init, config, runtime),
    forwardToRequest: (uri, init = {}) => requestData(uri, init, runtime),
  };
}
