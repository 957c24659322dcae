export { isForwardToError } from '@forward-to/protocol';
export type { ErrorCode, ErrorSource, ForwardToConfig, ForwardToError } from '@forward-to/protocol';
export type { ApplicationContext } from './application-context.ts';
export { createHttpClient } from './create-http-client.ts';
export type { HttpClient, HttpClientSettings } from './create-http-client.ts';
export { createFetcher } from './create-fetcher.ts';
export type { FetcherInit } from './create-fetcher.ts';
export type { HttpClientConfig, HttpClientOptions } from './create-options.ts';
export type { Fetcher, FetcherResponse } from './execute-request.ts';
export type { ForwardToFetchConfig } from './forward-fetch.ts';
export type { ForwardedHeaders } from './forward-headers.ts';
export { forwardToErrorFrom } from './forward-to-error-from.ts';
export type { ForwardToRequestInit } from './forward-to-request.ts';
export { HttpError } from './http-error.ts';
export {
  buildApiUrl,
  createForwardToFetch,
  createHttpClientOptions,
  executeHttpClientRequest,
  forwardToRequest,
} from './page-client.ts';
export { readApplicationContext } from './read-application-context.ts';
export type { SessionStore } from './session-store.ts';
