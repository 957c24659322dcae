import { FORWARD_TO_PATH } from '@forward-to/protocol';
import { METHODS } from './check-call.ts';
import { forwardingHeaders } from './forwarding-headers.ts';
import type {
  ForwardToPayload,
  SdkAction,
  SdkHeaders,
  SdkMethod,
  SdkPayloadForService,
  SdkPayloadForUri,
} from './sdk-action.ts';

/** GET and HEAD requests cannot have a body. */
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
  /** Resolves with the headers of the response, by lower-case name. */
  head: ForwardToActionCreator<NoBody, ResponseHeaders>;
  post: ForwardToActionCreator<Body>;
  put: ForwardToActionCreator<Body>;
  patch: ForwardToActionCreator<Body>;
  del: ForwardToActionCreator<Body>;
}

export interface Actions {
  get: ActionCreator<NoBody>;
  /** Resolves with the headers of the response, by lower-case name. */
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
  (payload: object): SdkAction<never, never> => {
    let fields = {};
    try {
      fields = { ...payload };
    } catch {
      // A field that cannot be read is a missing one: the dispatch rejects.
    }
    return { type: 'SDK', payload: { ...fields, method } as never };
  };

const forward =
  (method: SdkMethod) =>
  (payload: ForwardToPayload & Body): SdkAction<never, never> => {
    const action: SdkAction = create(method)(payload);
    // From the copy: each field is read once, so that what is checked later is what is sent.
    const fields = action.payload as Partial<ForwardToPayload>;
    let { headers } = fields;
    try {
      headers = forwardingHeaders(fields) as never;
    } catch {
      // They stay as they are: the dispatch reads them again and says what is wrong.
    }
    Object.assign(fields, { uri: FORWARD_TO_PATH, mcApiProxyTarget: undefined, headers });
    return action as never;
  };

const createAll = (creator: typeof create | typeof forward): never =>
  Object.fromEntries(Object.entries(METHODS).map(([name, method]) => [name, creator(method)])) as never;

/**
 * Creates SDK actions: calls to the gateway, and with `forwardTo` calls through it to an external API.
 *
 * An action is plain data and keeps every field that it is given. Creating one reads nothing from the page, checks nothing and
 * never throws: the checks belong to the dispatch, whose promise rejects.
 *
 * @example
 * actions.forwardTo.get<Order>({ uri: 'https://api.example.com/orders/1', includeUserPermissions: true })
 * @example actions.get({ uri: '/my-project/orders', mcApiProxyTarget: 'ctp' })
 */
export const actions: Actions = /* @__PURE__ */ (() => ({
  ...(createAll(create) as ForwardToActions & Actions),
  forwardTo: createAll(forward),
}))();
