import { applyMiddleware, combineReducers, legacy_createStore as createStore } from 'redux';
import type { Middleware } from 'redux';
import { isForwardToError } from '@forward-to/http-client';
import type { ForwardToError } from '@forward-to/http-client';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- the gateway stands above this package, its tests run against the real one
import { startScriptedApi } from '../../../../tests/doors/start-scripted-api.ts';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- as above
import type { ScriptedApi } from '../../../../tests/doors/start-scripted-api.ts';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- as above
import { openPage } from '../../../../tests/doors/open-page.ts';
import { createMiddleware, requestsInFlightReducer } from '../index.ts';
import type { AsyncDispatch, MiddlewareOptions } from '../index.ts';

export { openPage, startScriptedApi };
export type { ScriptedApi };

export interface TestStore {
  dispatch: AsyncDispatch;
  getState: () => { requestsInFlight: number };
  subscribe: (listener: () => void) => () => void;
  replaceReducer: (next: never) => void;
  /** Every action that reached the reducer, as `TYPE payload`. */
  seen: string[];
}

/** A store with the middleware and the reducer of the requests in flight; `others` stand before the middleware. */
export function createTestStore(options: MiddlewareOptions = {}, ...others: Middleware[]): TestStore {
  const seen: string[] = [];
  const record: Middleware = () => (next) => (action: unknown) => {
    const { type, payload } = action as { type: string; payload?: unknown };
    seen.push(typeof payload === 'string' ? `${type} ${payload}` : type);
    return next(action);
  };
  const store = createStore(
    combineReducers({ requestsInFlight: requestsInFlightReducer }),
    applyMiddleware(...others, createMiddleware(options), record),
  );
  seen.length = 0;
  const typed: unknown = Object.assign(store, { seen });
  return typed as TestStore;
}

/** What a call rejects with; a call that resolves fails the test. */
export async function errorOf(
  promise: PromiseLike<unknown>,
): Promise<ForwardToError & { body?: unknown; headers?: unknown }> {
  try {
    throw new Error(`resolved with ${JSON.stringify(await promise)}`);
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
}

/** Signs in at the local gateway; gives the session token. */
export async function signIn(gatewayUrl: string): Promise<string> {
  const answer = await fetch(`${gatewayUrl}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return ((await answer.json()) as { sessionToken: string }).sessionToken;
}
