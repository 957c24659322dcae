/* eslint-disable @typescript-eslint/no-deprecated -- the published names are exported for those who come with them */
export { createRuntime } from '@forward-to/http-client/door';
export type { ClientRuntime, RuntimeSettings } from '@forward-to/http-client/door';
export { actions } from './actions.ts';
export type { ActionCreator, Actions, ForwardToActionCreator, ForwardToActions } from './actions.ts';
export { createAsyncDispatch } from './create-async-dispatch.ts';
export type { AsyncDispatchOptions } from './create-async-dispatch.ts';
export { createForwardToBaseQuery } from './create-forward-to-base-query.ts';
export type {
  BaseQueryApi,
  ForwardToBaseQuery,
  ForwardToBaseQueryArgs,
  ForwardToBaseQueryConfig,
  ForwardToBaseQueryError,
} from './create-forward-to-base-query.ts';
export { createMiddleware } from './create-middleware.ts';
export type { MiddlewareOptions, ResolveService } from './middleware-options.ts';
export type {
  Json,
  TForwardToAudiencePolicy,
  TForwardToExchangeTokenClaim,
  THttpMethod,
  TSdkAction,
  TSdkActionDelete,
  TSdkActionDeleteForService,
  TSdkActionDeleteForUri,
  TSdkActionGet,
  TSdkActionGetForService,
  TSdkActionGetForUri,
  TSdkActionHead,
  TSdkActionHeadForService,
  TSdkActionHeadForUri,
  TSdkActionPayload,
  TSdkActionPayloadBase,
  TSdkActionPayloadBody,
  TSdkActionPayloadForService,
  TSdkActionPayloadForUri,
  TSdkActionPayloadMethod,
  TSdkActionPost,
  TSdkActionPostForService,
  TSdkActionPostForUri,
} from './published-names.ts';
export { requestsInFlightReducer } from './requests-in-flight-reducer.ts';
export type { RuntimeOptions } from './runtime-of.ts';
export type {
  AsyncDispatch,
  ForwardToPayload,
  SdkAction,
  SdkHeaders,
  SdkMethod,
  SdkPayload,
  SdkPayloadBase,
  SdkPayloadForService,
  SdkPayloadForUri,
  SdkPromise,
} from './sdk-action.ts';
export { useAsyncDispatch } from './use-async-dispatch.ts';
export { useRequestsInFlight } from './use-requests-in-flight.ts';
