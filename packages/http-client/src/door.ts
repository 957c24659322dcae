/**
 * What a door is built of: the Apollo, SDK and React packages send their calls with it, so that every door builds the same
 * headers, shares one renewal of the page, and rejects with the same errors. Applications use the main entry.
 */
export { anySignal } from './any-signal.ts';
export { buildForwardToUrl, buildUrl } from './build-url.ts';
export { pageRuntime } from './client-runtime.ts';
export type { ClientRuntime } from './client-runtime.ts';
export type { Call } from './describe-call.ts';
export { createFetcherWith } from './create-fetcher.ts';
export { createOptions, requireProjectKey } from './create-options.ts';
export { createRuntime } from './create-runtime.ts';
export type { RuntimeSettings } from './create-runtime.ts';
export { executeRequest, refusalOf } from './execute-request.ts';
export { forwardFetch } from './forward-fetch.ts';
export type { ForwardInit } from './forward-fetch.ts';
export { pairsOf, splitHeaders } from './forward-headers.ts';
export { requestData } from './forward-to-request.ts';
export { HttpError } from './http-error.ts';
export type { AnswerHead } from './answer-head.ts';
export { isStream } from './is-stream.ts';
export { jsonBody } from './json-body.ts';
export { networkError } from './network-error.ts';
export { invalidResponse, parseBody, readBody } from './read-body.ts';
export { gatewayUrlOf, readEndpoints } from './read-application-context.ts';
export { callWithRenewal, renewalOf } from './renewal.ts';
export type { Refusal, RenewableCall, Renewal } from './renewal.ts';
export { headOf } from './response-head.ts';
export { withCall } from './with-call.ts';
export { pageSessionStore } from './session-store.ts';
export { withoutType } from './without-type.ts';
