import { actions, createMiddleware, requestsInFlightReducer } from '@forward-to/sdk';
import { applyMiddleware, combineReducers, legacy_createStore as createStore } from 'redux';

export const ordersStore = createStore(
  combineReducers({ requestsInFlight: requestsInFlightReducer }),
  applyMiddleware(createMiddleware()),
);

export function closeOrder(externalApiUrl, id) {
  return ordersStore.dispatch(
    actions.forwardTo.patch({ uri: `${externalApiUrl}/orders/${id}`, payload: { status: 'closed' } }),
  );
}
