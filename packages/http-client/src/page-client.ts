import { buildUrl } from './build-url.ts';
import { createOptions } from './create-options.ts';
import type { HttpClientConfig, HttpClientOptions } from './create-options.ts';
import { executeRequest } from './execute-request.ts';
import type { Fetcher } from './execute-request.ts';
import { readApplicationContext } from './read-application-context.ts';
import { renewalOf } from './renewal.ts';
import { pageSessionStore } from './session-store.ts';

/**
 * URL of an endpoint of the Merchant Center API Gateway; the host can never change.
 *
 * `/proxy/forward-to` resolves to `window.app.forwardToUrl` where it is set.
 *
 * @throws ForwardToError `invalid_config` unless `endpoint` starts with one `/`; `missing_context` without `mcApiUrl`.
 * @example buildApiUrl('/proxy/forward-to') // 'https://mc-api.europe-west1.gcp.commercetools.com/proxy/forward-to'
 */
export function buildApiUrl(endpoint: string): string {
  return buildUrl(endpoint, readApplicationContext());
}

/**
 * Builds what an HTTP library needs to call the gateway from this page: credentials and headers.
 *
 * @throws ForwardToError `missing_context`, `invalid_config` or `invalid_header`.
 * @example fetch(buildApiUrl('/proxy/forward-to'), createHttpClientOptions({ forwardToConfig: { uri: 'https://api.example.com' } }))
 */
export function createHttpClientOptions(config: HttpClientConfig = {}): HttpClientOptions {
  return createOptions(config, readApplicationContext());
}

/**
 * Sends a request with any HTTP library and gives its data.
 *
 * After a 401 that is not the API's or its verifier's own, the request is repeated once with a renewed platform token; one
 * renewal serves all calls of the page. A second 401 rejects. Any other status resolves with the data, as the fetcher decides.
 *
 * @throws ForwardToError (as a rejection) an `HttpError` with `body` after a 401; whatever the fetcher rejects with.
 */
export async function executeHttpClientRequest<Data>(
  fetcher: Fetcher<Data>,
  config: HttpClientConfig = {},
): Promise<Data> {
  return executeRequest(fetcher, config, {
    createOptions: createHttpClientOptions,
    renewal: renewalOf(globalThis),
    sessionStore: pageSessionStore,
  });
}
