import type { MiddlewareOptions } from './middleware-options.ts';
import { isSdkAction } from './sdk-action.ts';
import type { AsyncDispatch, SdkAction, SdkPromise } from './sdk-action.ts';
import { takesSdkActions } from './sdk-store.ts';
import type { SdkStore } from './sdk-store.ts';
import { createSender } from './send-action.ts';

/** A store, and how SDK actions are sent where the store does not take them. */
export interface AsyncDispatchOptions extends MiddlewareOptions {
  /** Gets every other action, and `SHOW_LOADING` and `HIDE_LOADING` around each request. @default none */
  store?: (SdkStore & { dispatch: (action: never) => unknown }) | undefined;
}

/**
 * Creates a `dispatch` for SDK actions outside React: what `useAsyncDispatch` returns in a component.
 *
 * It sends SDK actions itself, unless the store has the middleware of this kit: then the store gets them, and nothing is sent
 * twice. Every other action goes to the store's `dispatch`, untouched. Without a store, an action
 * that is no SDK action rejects with `invalid_config`.
 *
 * @throws ForwardToError (as a rejection of the dispatch) as the middleware's.
 * @example
 * const dispatch = createAsyncDispatch();
 * await dispatch(actions.forwardTo.put({ uri: 'https://api.example.com/orders/1', payload: { note: 'Fragile' } }));
 */
export function createAsyncDispatch({ store, ...options }: AsyncDispatchOptions = {}): AsyncDispatch {
  const send = createSender(options, (action) => store?.dispatch(action as never));
  // The store is asked for each action: it may get its middleware late.
  return ((action) =>
    !store || (isSdkAction(action) && !takesSdkActions(store)) ? send(action) : store.dispatch(action as never)) as (
    action: SdkAction,
  ) => SdkPromise<never>;
}
