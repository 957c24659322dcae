import type { Middleware } from 'redux';
import type { MiddlewareOptions } from './middleware-options.ts';
import { isSdkAction } from './sdk-action.ts';
import type { AsyncDispatch } from './sdk-action.ts';
import { registerSdkMiddleware } from './sdk-store.ts';
import { createSender } from './send-action.ts';

/**
 * Creates the Redux middleware that sends SDK actions and returns their data; every other action passes through it.
 *
 * Dispatching an SDK action returns a promise of the parsed response body, with an `abort()`. `SHOW_LOADING` and
 * `HIDE_LOADING` surround each request, however it ends. After a 401 of the gateway a call is repeated once; one renewal
 * serves all doors of the page.
 *
 * @throws ForwardToError (as a rejection of the dispatch) an `HttpError` with `statusCode`, `body` and `headers` for a response
 * outside 2xx; `invalid_response`, `aborted`, `network_error`; `missing_context`, `invalid_config` or `invalid_header`.
 * @example
 * const store = createStore(reducer, applyMiddleware(createMiddleware()));
 * const dispatch: AsyncDispatch = store.dispatch;
 * const order = await dispatch(actions.forwardTo.get<Order>({ uri: 'https://api.example.com/orders/1' }));
 */
export function createMiddleware(options: MiddlewareOptions = {}): Middleware<AsyncDispatch> {
  return (store) => {
    registerSdkMiddleware(store);
    const send = createSender(options, store.dispatch as (action: object) => unknown);
    return (next: (action: never) => unknown) => (action: unknown) =>
      isSdkAction(action) ? send(action) : next(action as never);
  };
}
