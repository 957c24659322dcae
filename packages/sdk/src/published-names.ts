/* eslint-disable @typescript-eslint/no-deprecated -- the published names are made of each other */
import type { AudiencePolicy } from '@forward-to/protocol';
import type {
  SdkAction,
  SdkMethod,
  SdkPayload,
  SdkPayloadBase,
  SdkPayloadForService,
  SdkPayloadForUri,
} from './sdk-action.ts';

type WithMethod<Payload, Method> = Payload & { method: Method };
type ActionOf<Payload, Method> = Omit<SdkAction, 'payload'> & { payload: WithMethod<Payload, Method> };

/** @deprecated Use `Record<string, unknown>`. */
export type Json = Record<string, unknown>;
/** @deprecated Use `SdkMethod`. */
export type THttpMethod = SdkMethod;
/** @deprecated Use `AudiencePolicy` of `@forward-to/protocol`. */
export type TForwardToAudiencePolicy = AudiencePolicy;
/** @deprecated Use `includeUserPermissions`. */
export type TForwardToExchangeTokenClaim = 'permissions';
/** @deprecated Use `SdkAction`. */
export type TSdkActionPayloadMethod<Method extends SdkMethod> = { method: Method };
/** @deprecated Use `SdkAction`. */
export type TSdkActionPayloadBody = { payload: unknown };
/** @deprecated Use `SdkPayloadBase`. */
export type TSdkActionPayloadBase = SdkPayloadBase;
/** @deprecated Use `SdkPayloadForUri`. */
export type TSdkActionPayloadForUri = SdkPayloadForUri;
/** @deprecated Use `SdkPayloadForService`. */
export type TSdkActionPayloadForService = SdkPayloadForService;
/** @deprecated Use `SdkPayload`. */
export type TSdkActionPayload = SdkPayload;
/** @deprecated Use `SdkAction`. */
export type TSdkActionGetForUri = ActionOf<SdkPayloadForUri, 'GET'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionGetForService = ActionOf<SdkPayloadForService, 'GET'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionGet = TSdkActionGetForUri | TSdkActionGetForService;
/** @deprecated Use `SdkAction`. */
export type TSdkActionPostForUri = ActionOf<SdkPayloadForUri & TSdkActionPayloadBody, 'POST'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionPostForService = ActionOf<SdkPayloadForService & TSdkActionPayloadBody, 'POST'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionPost = TSdkActionPostForUri | TSdkActionPostForService;
/** @deprecated Use `SdkAction`. */
export type TSdkActionDeleteForUri = ActionOf<SdkPayloadForUri, 'DELETE'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionDeleteForService = ActionOf<SdkPayloadForService, 'DELETE'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionDelete = TSdkActionDeleteForUri | TSdkActionDeleteForService;
/** @deprecated Use `SdkAction`. */
export type TSdkActionHeadForUri = ActionOf<SdkPayloadForUri, 'HEAD'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionHeadForService = ActionOf<SdkPayloadForService, 'HEAD'>;
/** @deprecated Use `SdkAction`. */
export type TSdkActionHead = TSdkActionHeadForUri | TSdkActionHeadForService;
/** @deprecated Use `SdkAction`. */
export type TSdkAction = SdkAction;
