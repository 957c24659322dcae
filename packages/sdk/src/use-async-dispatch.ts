import { useDispatch } from 'react-redux';
import type { AsyncDispatch, SdkAction, SdkPromise } from './sdk-action.ts';

/**
 * The store's `dispatch`, typed for SDK actions: it gives a promise of the answer's data, with an `abort()`.
 *
 * The same function in every render. The action says what it resolves with; the two type parameters are the published typing.
 *
 * @example
 * const dispatch = useAsyncDispatch();
 * const order = await dispatch(actions.forwardTo.get<Order>({ uri: 'https://api.example.com/orders/1' }));
 * @example const dispatch = useAsyncDispatch<TSdkAction, Order>();
 */
export function useAsyncDispatch(): AsyncDispatch;
export function useAsyncDispatch<Action extends SdkAction, Data>(): (action: Action) => SdkPromise<Data>;
export function useAsyncDispatch(): unknown {
  return useDispatch();
}
