import { buildUrl } from './build-url.ts';
import { createOptions } from './create-options.ts';
import type { HttpClientConfig, HttpClientOptions } from './create-options.ts';
import { executeRequest } from './execute-request.ts';
import type { Fetcher } from './execute-request.ts';
import { pageRuntime } from './client-runtime.ts';
import { forwardFetch } from './forward-fetch.ts';
import type { ForwardToFetchConfig } from './forward-fetch.ts';
import { requestData } from './forward-to-request.ts';
import type { ForwardToRequestInit } from './forward-to-request.ts';
import { readApplicationContext, readEndpoints } from './read-application-context.ts';

/**
 * URL of an endpoint of the Merchant Center API Gateway; the host can never change.
 *
 * `/proxy/forward-to` resolves to `window.app.forwardToUrl` where it is set.
 *
 * @throws ForwardToError `invalid_config` unless `endpoint` starts with one `/`; `missing_context` without `mcApiUrl`.
 * @example buildApiUrl('/proxy/forward-to') // 'https://mc-api.europe-west1.gcp.commercetools.com/proxy/forward-to'
 */
export function buildApiUrl(endpoint: string): string {
  return buildUrl(endpoint, readEndpoints());
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
  return executeRequest(fetcher, config, pageRuntime());
}

/**
 * Creates a `fetch` whose calls go through `/proxy/forward-to`; hand it to ky, axios, openapi-fetch, SWR and the like.
 *
 * Its URL and headers are those of the external API: headers travel prefixed, but for `Content-Type`. It resolves for every
 * status and rejects as `fetch` does, so that libraries understand it; `forwardToErrorFrom` makes a typed error of a response.
 * The body of a `Request` object is read into memory, a stream in `init.body` is sent once and never again.
 *
 * @throws ForwardToError (as a rejection) `missing_context`, `invalid_config` or `invalid_header`, before anything is sent.
 * @example
 * const api = ky.create({ prefixUrl: 'https://api.example.com', fetch: createForwardToFetch() });
 */
export function createForwardToFetch(config: ForwardToFetchConfig = {}): typeof fetch {
  return (input, init = {}) => forwardFetch(input, init, config, pageRuntime());
}

/**
 * Calls the external API and gives the parsed data of its answer; the shortest of the doors.
 *
 * JSON is parsed, other text is a string, anything else a `Blob`, an empty answer `undefined`.
 *
 * @throws ForwardToError (as a rejection) an `HttpError` with `statusCode`, `body` and `headers` for a non-2xx answer;
 * `invalid_response`, `aborted`, `timeout`, `network_error`; `missing_context`, `invalid_config` or `invalid_header`.
 * @example
 * const order = await forwardToRequest<Order>('https://api.example.com/orders', { method: 'POST', json: { total: 4200 } });
 */
export async function forwardToRequest<Data>(uri: string, init: ForwardToRequestInit = {}): Promise<Data> {
  return requestData<Data>(uri, init, pageRuntime());
}
