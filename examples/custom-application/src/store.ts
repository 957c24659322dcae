import { createMiddleware, requestsInFlightReducer } from '@forward-to/sdk';
import { configureStore } from '@reduxjs/toolkit';
import { orderNotesQuery } from './doors/order-notes-query.ts';

/** The Redux store: what SDK actions and RTK Query need of it. */
export function createStore() {
  return configureStore({
    reducer: {
      requestsInFlight: requestsInFlightReducer,
      [orderNotesQuery.reducerPath]: orderNotesQuery.reducer,
    },
    // Before Redux Toolkit's own checks: an action may carry a file.
    middleware: (defaults) => defaults().prepend(createMiddleware()).concat(orderNotesQuery.middleware),
  });
}

export type AppDispatch = ReturnType<typeof createStore>['dispatch'];
