export type { ApplicationContext } from './application-context.ts';
export { createFetcher } from './create-fetcher.ts';
export type { FetcherInit } from './create-fetcher.ts';
export type { HttpClientConfig, HttpClientOptions } from './create-options.ts';
export type { Fetcher, FetcherResponse } from './execute-request.ts';
export { HttpError } from './http-error.ts';
export { buildApiUrl, createHttpClientOptions, executeHttpClientRequest } from './page-client.ts';
export { readApplicationContext } from './read-application-context.ts';
