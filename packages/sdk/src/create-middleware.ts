import { networkError } from '@forward-to/http-client/door';
import type { Middleware } from 'redux';
import type { MiddlewareOptions } from './middleware-options.ts';
import { runtimeOf } from './runtime-of.ts';
import { HIDE_LOADING, SHOW_LOADING } from './requests-in-flight-reducer.ts';
import { isSdkAction } from './sdk-action.ts';
import type { AsyncDispatch, SdkPromise } from './sdk-action.ts';
import { prepareCall } from './send-action.ts';
import type { PreparedCall } from './send-action.ts';

/**
 * Creates the Redux middleware that sends SDK actions and gives their answers; every other action passes it by.
 *
 * Dispatching an SDK action gives a promise of the parsed body with an `abort()`. `SHOW_LOADING` and `HIDE_LOADING` surround
 * each request, however it ends. After a 401 of the gateway a call is repeated once; one renewal serves all doors of the page.
 *
 * @throws ForwardToError (as a rejection of the dispatch) an `HttpError` with `statusCode`, `body` and `headers` for a non-2xx
 * answer; `invalid_response`, `aborted`, `network_error`; `missing_context`, `invalid_config` or `invalid_header`.
 * @example
 * const store = createStore(reducer, applyMiddleware(createMiddleware()));
 * const dispatch: AsyncDispatch = store.dispatch;
 * const order = await dispatch(actions.forwardTo.get<Order>({ uri: 'https://api.example.com/orders/1' }));
 */
export function createMiddleware(options: MiddlewareOptions = {}): Middleware<AsyncDispatch> {
  const runtime = runtimeOf(options);
  return ({ dispatch }) => {
    const send = (prepare: () => PreparedCall): SdkPromise<unknown> => {
      const controller = new AbortController();
      const promise = run(prepare, controller.signal, dispatch as (action: object) => unknown);
      const abort = (): void => {
        controller.abort();
        // Whoever aborts knows how it ends; it is no rejection that somebody forgot to handle.
        promise.catch(() => undefined);
      };
      return Object.assign(promise, { abort });
    };
    return (next: (action: never) => unknown) => (action: unknown) =>
      isSdkAction(action) ? send(() => prepareCall(action, options, runtime)) : next(action as never);
  };
}

async function run(
  prepare: () => PreparedCall,
  signal: AbortSignal,
  dispatch: (action: object) => unknown,
): Promise<unknown> {
  const { uri, method, send } = prepare();
  const payload = `sdk.${method.toLowerCase()}(${uri})`;
  dispatch({ type: SHOW_LOADING, payload });
  try {
    const data = await send(signal);
    signal.throwIfAborted();
    return data;
  } catch (error) {
    throw signal.aborted ? networkError(signal.reason, signal) : error;
  } finally {
    dispatch({ type: HIDE_LOADING, payload });
  }
}
