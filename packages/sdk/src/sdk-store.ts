// Registered, so that every copy of this package on a page (ES module, CommonJS) finds what another one has left.
const MARK = /* @__PURE__ */ Symbol.for('@forward-to/sdk');

/** The part of a store that its middleware knows as well: both see the same `getState`. */
export interface SdkStore {
  getState: () => unknown;
}

/**
 * Tells `useAsyncDispatch` and `createAsyncDispatch` that a middleware of this store takes SDK actions, so that they dispatch
 * SDK actions to the store and do not send them. `createMiddleware` calls it; a middleware of your own for tests does too.
 *
 * @param store what Redux hands to a middleware. Without it, nothing happens.
 * @example const testMiddleware = (store) => { registerSdkMiddleware(store); return (next) => (action) => next(action); };
 */
export function registerSdkMiddleware(store: SdkStore | undefined): void {
  if (store) Reflect.set(store.getState, MARK, true);
}

/**
 * Leaves SDK actions to the store everywhere, whatever middleware the store has: for tests that mock them in the store with
 * the published `sdkMocks` or `createTestMiddleware`, with redux-mock-store, or with a `dispatch` of their own.
 *
 * @returns a function that takes it back.
 * @example leaveSdkActionsToStore(); // once, in a set-up file of the tests
 */
export function leaveSdkActionsToStore(): () => void {
  Reflect.set(globalThis, MARK, true);
  return () => {
    Reflect.deleteProperty(globalThis, MARK);
  };
}

/** Tells whether SDK actions belong into the store. */
export function takesSdkActions({ getState }: SdkStore): boolean {
  return MARK in getState || MARK in globalThis;
}
