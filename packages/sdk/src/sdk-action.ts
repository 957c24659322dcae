import type { ForwardedHeaders } from '@forward-to/http-client';
import type { AudiencePolicy, ForwardToVersion } from '@forward-to/protocol';

export type SdkMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Headers by name; `null` for `Content-Type` means "don't set it". */
export type SdkHeaders = Extract<ForwardedHeaders, Readonly<Record<string, unknown>>>;

/** What every action may have. */
export interface SdkPayloadBase {
  headers?: SdkHeaders | undefined;
  /** Service of the gateway: the call goes to `/proxy/<mcApiProxyTarget>/<uri>`. */
  mcApiProxyTarget?: string | undefined;
}

/** A call to a path of the gateway; the options of a forward-to call stay in its action for whoever reads it. */
export interface SdkPayloadForUri extends SdkPayloadBase {
  uri: string;
  audiencePolicy?: AudiencePolicy | undefined;
  includeUserPermissions?: boolean | undefined;
  version?: ForwardToVersion | undefined;
}

/** A call that `resolveService` makes a path of. */
export interface SdkPayloadForService extends SdkPayloadBase {
  /** Name of a service of `@commercetools/api-request-builder`, for example `products`. */
  service: string;
  /** What its `parse` takes. */
  options: Record<string, unknown>;
}

/** A call to the external API. */
export interface ForwardToPayload {
  /** Absolute URL of the external API. */
  uri: string;
  /** For the external API, without prefix; `Content-Type` describes the body and travels as it is. */
  headers?: ForwardedHeaders | undefined;
  /** @default 'forward-url-full-path' */
  audiencePolicy?: AudiencePolicy | undefined;
  /** @default false */
  includeUserPermissions?: boolean | undefined;
  /** @default 'v2' */
  version?: ForwardToVersion | undefined;
}

export type SdkPayload = SdkPayloadForUri | SdkPayloadForService;

declare const resultType: unique symbol;

/**
 * An action that the middleware sends; `Data` is what its dispatch resolves with.
 *
 * Plain and serialisable: it may be stored, logged and sent again. The type of its result exists for the compiler only.
 */
export type SdkAction<Data = unknown, Payload extends SdkPayload = SdkPayload> = {
  type: 'SDK';
  payload: Payload & { method: SdkMethod; payload?: unknown };
  [resultType]?: () => Data;
};

/** What a dispatch gives: the data of the answer, or a rejection with a `ForwardToError`. */
export interface SdkPromise<Data> extends Promise<Data> {
  /** Ends the request; the promise rejects with `aborted` unless it has settled. */
  abort: () => void;
}

/** The `dispatch` of a store with the middleware. */
export type AsyncDispatch = <Data>(action: SdkAction<Data>) => SdkPromise<Data>;

/** Tells whether the middleware takes an action; thunks and whatever else is dispatched pass it by. */
export function isSdkAction(action: unknown): action is SdkAction {
  return (action as { type?: unknown } | null | undefined)?.type === 'SDK';
}
