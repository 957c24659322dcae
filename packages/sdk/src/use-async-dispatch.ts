import { useMemo } from 'react';
import { useStore } from 'react-redux';
import { createAsyncDispatch } from './create-async-dispatch.ts';
import type { MiddlewareOptions } from './middleware-options.ts';
import type { AsyncDispatch, SdkAction, SdkPromise } from './sdk-action.ts';

/**
 * Returns a `dispatch` for SDK actions: it returns a promise of the response's data, with an `abort()`.
 *
 * It works with every store, also with the one of an application shell, whose own SDK middleware it leaves aside: it sends SDK
 * actions itself and dispatches `SHOW_LOADING` and `HIDE_LOADING` to the store. A store with `createMiddleware` of this kit
 * gets the actions instead. Every other action goes to the store's `dispatch`, untouched.
 *
 * The same function in every render. The action says what it resolves with; the two type parameters are the published typing.
 *
 * @param options for what the hook sends itself; pass the same object in every render.
 * @example
 * const dispatch = useAsyncDispatch();
 * const order = await dispatch(actions.forwardTo.get<Order>({ uri: 'https://api.example.com/orders/1' }));
 * @example const dispatch = useAsyncDispatch<TSdkAction, Order>();
 */
export function useAsyncDispatch(options?: MiddlewareOptions): AsyncDispatch;
export function useAsyncDispatch<Action extends SdkAction, Data>(
  options?: MiddlewareOptions,
): (action: Action) => SdkPromise<Data>;
export function useAsyncDispatch(options?: MiddlewareOptions): unknown {
  const store = useStore();
  return useMemo(() => createAsyncDispatch({ ...options, store }), [options, store]);
}
