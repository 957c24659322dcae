import { pairsOf, splitHeaders } from '@forward-to/http-client/door';
import { checkHeader, createForwardToHeaders, FORWARD_TO_PATH } from '@forward-to/protocol';
import { checkCall } from './check-call.ts';
import type {
  ForwardToPayload,
  SdkAction,
  SdkHeaders,
  SdkMethod,
  SdkPayload,
  SdkPayloadForService,
  SdkPayloadForUri,
} from './sdk-action.ts';

/** A call that reads has no body. */
interface NoBody {
  payload?: never;
}

/** JSON, or what `fetch` takes as a body. */
interface Body {
  payload?: unknown;
}

/** Creates actions for the gateway itself; `Data` is what their dispatch resolves with. */
export interface ActionCreator<Allowed extends NoBody | Body, Default = unknown> {
  <Data = Default>(payload: SdkPayloadForUri & Allowed): SdkAction<Data, SdkPayloadForUri>;
  <Data = Default>(payload: SdkPayloadForService & Allowed): SdkAction<Data, SdkPayloadForService>;
}

/** Creates actions for the external API; `Data` is what their dispatch resolves with. */
export type ForwardToActionCreator<Allowed extends NoBody | Body, Default = unknown> = <Data = Default>(
  payload: ForwardToPayload & Allowed,
) => SdkAction<Data, SdkPayloadForUri & { headers: SdkHeaders }>;

type ResponseHeaders = Record<string, string>;

export interface ForwardToActions {
  get: ForwardToActionCreator<NoBody>;
  /** Resolves with the headers of the answer, by lower-case name. */
  head: ForwardToActionCreator<NoBody, ResponseHeaders>;
  post: ForwardToActionCreator<Body>;
  put: ForwardToActionCreator<Body>;
  patch: ForwardToActionCreator<Body>;
  del: ForwardToActionCreator<Body>;
}

export interface Actions {
  get: ActionCreator<NoBody>;
  /** Resolves with the headers of the answer, by lower-case name. */
  head: ActionCreator<NoBody, ResponseHeaders>;
  post: ActionCreator<Body>;
  put: ActionCreator<Body>;
  patch: ActionCreator<Body>;
  del: ActionCreator<Body>;
  /** The same for an external API, through `/proxy/forward-to`. */
  forwardTo: ForwardToActions;
}

const create =
  (method: SdkMethod) =>
  (payload: SdkPayload & Body): SdkAction<never, never> => {
    const fields = { ...payload, method };
    checkCall(method, fields.payload);
    return { type: 'SDK', payload: fields as never };
  };

const forward =
  (method: SdkMethod) =>
  (payload: ForwardToPayload & Body): SdkAction<never, never> => {
    // One look at each field: what is checked is what is sent.
    const fields = { ...payload };
    const { forwarded, contentType } = splitHeaders(pairsOf(fields.headers));
    return create(method)({
      ...fields,
      uri: FORWARD_TO_PATH,
      mcApiProxyTarget: undefined,
      headers: {
        ...createForwardToHeaders({ ...fields, headers: forwarded }),
        ...(contentType !== undefined && {
          'Content-Type': contentType && checkHeader('Content-Type', contentType),
        }),
      },
    });
  };

/**
 * Creates the actions that the middleware sends: to the gateway, and with `forwardTo` through it to an external API.
 *
 * An action keeps every field that it is given. Nothing is read from the page before it is dispatched.
 *
 * @throws ForwardToError `invalid_config` or `invalid_header`, from the creator: such an action is never dispatched.
 * @example
 * actions.forwardTo.get<Order>({ uri: 'https://api.example.com/orders/1', includeUserPermissions: true })
 * @example actions.get({ uri: '/my-project/orders', mcApiProxyTarget: 'ctp' })
 */
export const actions: Actions = {
  get: create('GET'),
  head: create('HEAD'),
  post: create('POST'),
  put: create('PUT'),
  patch: create('PATCH'),
  del: create('DELETE'),
  forwardTo: {
    get: forward('GET'),
    head: forward('HEAD'),
    post: forward('POST'),
    put: forward('PUT'),
    patch: forward('PATCH'),
    del: forward('DELETE'),
  },
};
