import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actions, createMiddleware, requestsInFlightReducer } from './index.ts';
import type { AsyncDispatch } from './index.ts';
import { signIn, startScriptedApi } from './test-support/start-page.ts';
import type { ScriptedApi } from './test-support/start-page.ts';

let api: ScriptedApi;
let sessionToken: string;
const warnings: unknown[] = [];
const { error: originalError, warn: originalWarn } = console;
beforeAll(async () => {
  api = await startScriptedApi();
  sessionToken = await signIn(api.gateway.url);
});
afterAll(async () => {
  await api.close();
});
beforeEach(() => {
  warnings.length = 0;
  console.error = console.warn = (...args: unknown[]) => warnings.push(args);
});
afterEach(() => {
  Object.assign(console, { error: originalError, warn: originalWarn });
});

/** The toolkit also warns about a machine that is slow. */
const patient = { serializableCheck: { warnAfter: Infinity }, immutableCheck: { warnAfter: Infinity } };

const createStore = () => {
  const context = { mcApiUrl: api.gateway.url, projectKey: 'my-project', sessionToken };
  return configureStore({
    reducer: combineReducers({ requestsInFlight: requestsInFlightReducer }),
    // In front: a form is no plain data, and the checks of the toolkit are behind us then.
    middleware: (defaults) => defaults(patient).prepend(createMiddleware({ context })),
  });
};

describe('configureStore', () => {
  it('sends actions, typed, and a form without a warning', async () => {
    const store = createStore();
    const text = await store.dispatch(actions.forwardTo.get<string>({ uri: `${api.apiUrl}/csv` }));
    expect(text.split(';')).toHaveLength(3);
    const payload = new FormData();
    payload.append('a', 'b');
    const echo = await store.dispatch(
      actions.forwardTo.post<{ headers: Record<string, string> }>({ uri: `${api.apiUrl}/echo`, payload }),
    );
    expect(echo.headers['content-type']).toMatch(/^multipart\/form-data/);
    expect(warnings).toEqual([]);
    expect(store.getState().requestsInFlight).toBe(0);
  });

  it('runs thunks that dispatch them', async () => {
    const store = createStore();
    const length = await store.dispatch(async (dispatch: typeof store.dispatch) => {
      const text = await dispatch(actions.forwardTo.get<string>({ uri: `${api.apiUrl}/csv` }));
      return text.length;
    });
    expect(length).toBe(8);
  });

  it('passes the checks of the toolkit when it stands behind them', async () => {
    const context = { mcApiUrl: api.gateway.url, projectKey: 'my-project', sessionToken };
    const store = configureStore({
      reducer: { requestsInFlight: requestsInFlightReducer },
      middleware: (defaults) => defaults(patient).concat(createMiddleware({ context })),
    });
    // The thunk's type of dispatch comes first there, which knows nothing of promises.
    const dispatch = store.dispatch as AsyncDispatch;
    await dispatch(actions.forwardTo.post({ uri: `${api.apiUrl}/echo`, payload: { a: [1] } }));
    expect(warnings).toEqual([]);
  });
});
