import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applyMiddleware, combineReducers, legacy_createStore as createStore } from 'redux';
import type { Middleware } from 'redux';
import { thunk } from 'redux-thunk';
import { actions, createAsyncDispatch, createMiddleware, requestsInFlightReducer } from './index.ts';
import type { SdkAction } from './index.ts';
import { resolveService } from './service/index.ts';
import { leaveSdkActionsToStore, registerSdkMiddleware } from './test-utils/index.ts';
import { errorOf, openPage, startScriptedApi } from './test-support/start-page.ts';
import type { ScriptedApi } from './test-support/start-page.ts';

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
}

let api: ScriptedApi;
beforeAll(async () => {
  api = await startScriptedApi();
});
afterAll(async () => {
  await api.close();
});
let restore: (() => void) | undefined;
beforeEach(async () => {
  api.received.clear();
  await openPage(api.gateway.url);
});
afterEach(() => {
  restore?.();
  restore = undefined;
});

/** A store as an application shell has one: with a middleware of its own that takes SDK actions, and thunks. */
function createForeignStore(...middlewares: Middleware[]) {
  const seen: unknown[] = [];
  const taken: unknown[] = [];
  const foreign: Middleware = () => (next) => (action: unknown) => {
    if ((action as { type: string }).type !== 'SDK') return next(action);
    taken.push(action);
    return Promise.resolve('taken by the store');
  };
  const record: Middleware = () => (next) => (action: unknown) => {
    seen.push(action);
    return next(action);
  };
  const reducer = combineReducers({ requestsInFlight: requestsInFlightReducer });
  const store = createStore(reducer, applyMiddleware(...middlewares, foreign, thunk, record));
  return { store, seen, taken };
}

const echo = (payload: unknown): SdkAction<Echo> => actions.forwardTo.put<Echo>({ uri: `${api.apiUrl}/echo`, payload });

describe('in a store without this kit’s middleware', () => {
  it('sends SDK actions itself, and shows them in the store', async () => {
    const { store, seen, taken } = createForeignStore();
    const call = createAsyncDispatch({ store })(echo({ a: 1 }));
    expect(store.getState().requestsInFlight).toBe(1);
    const { method, body } = await call;
    expect([method, Buffer.from(body, 'base64').toString()]).toEqual(['PUT', '{"a":1}']);
    const payload = 'sdk.put(/proxy/forward-to)';
    expect(seen).toEqual([
      { type: 'SHOW_LOADING', payload },
      { type: 'HIDE_LOADING', payload },
    ]);
    expect(taken).toEqual([]);
    expect(api.received.get('/echo')).toBe(1);
  });

  it('hands every other action to the store, untouched', () => {
    const { store, seen } = createForeignStore();
    const dispatch = createAsyncDispatch({ store }) as (action: unknown) => unknown;
    const other = { type: 'SDK_LIKE' };
    expect(dispatch(other)).toBe(other);
    expect(dispatch(() => 7)).toBe(7);
    expect(seen).toEqual([other]);
    expect(seen[0]).toBe(other);
  });

  it('aborts', async () => {
    const { store } = createForeignStore();
    const call = createAsyncDispatch({ store })(actions.forwardTo.get({ uri: `${api.apiUrl}/never` }));
    call.abort();
    expect(await errorOf(call)).toMatchObject({ code: 'aborted' });
    expect(store.getState().requestsInFlight).toBe(0);
  });

  it('rejects what a creator could not check, and never throws', async () => {
    const dispatch = createAsyncDispatch({ store: createForeignStore().store });
    const codes = await Promise.all(
      [
        actions.forwardTo.get({ uri: '/orders' }),
        actions.forwardTo.post({ uri: api.apiUrl, headers: { Host: 'a' } }),
        actions.get({ service: 'products', options: {} }),
        { type: 'SDK' } as never,
      ].map((action) => dispatch(action).catch((error: unknown) => (error as { code: string }).code)),
    );
    expect(codes).toEqual(['invalid_config', 'invalid_header', 'invalid_config', 'invalid_config']);
  });

  it('sends a post once that the API rejects with 401', async () => {
    const { store } = createForeignStore();
    const action = actions.forwardTo.post({ uri: `${api.apiUrl}/status/401`, payload: {} });
    expect(await errorOf(createAsyncDispatch({ store })(action))).toMatchObject({ source: 'api', statusCode: 401 });
    expect(api.received.get('/status/401')).toBe(1);
  });

  it('takes the options of the middleware', async () => {
    const sent: string[] = [];
    const dispatch = createAsyncDispatch({
      store: createForeignStore().store,
      resolveService,
      getProjectKey: () => 'shop',
      fetch: (url, init) => {
        sent.push(url as string);
        return fetch(`${api.gateway.url}/session`, init);
      },
    });
    await dispatch(actions.get({ service: 'products', options: { id: '1' }, mcApiProxyTarget: 'ctp' }));
    expect(sent).toEqual([`${api.gateway.url}/proxy/ctp/shop/products/1`]);
  });
});

describe('without a store', () => {
  it('sends SDK actions', async () => {
    expect((await createAsyncDispatch()(echo(1))).method).toBe('PUT');
  });

  it.each([[{ type: 'other' }], [() => 7], [null]])('rejects %o', async (action) => {
    expect(await errorOf(createAsyncDispatch()(action as never))).toMatchObject({ code: 'invalid_config' });
  });
});

describe('in a store whose middleware says that it takes SDK actions', () => {
  it('leaves them to this kit’s middleware, so that nothing is sent twice', async () => {
    const { store } = createForeignStore(createMiddleware());
    await createAsyncDispatch({ store })(echo(1));
    expect(api.received.get('/echo')).toBe(1);
  });

  it('leaves them to a middleware of a test', async () => {
    const register: Middleware = (store) => {
      registerSdkMiddleware(store);
      return (next) => (action: unknown) => next(action);
    };
    const { store, taken } = createForeignStore(register);
    const action = echo(1);
    expect(await createAsyncDispatch({ store })(action)).toBe('taken by the store');
    expect(taken).toEqual([action]);
  });

  it('knows the store from every other one, and a frozen one too', async () => {
    registerSdkMiddleware(undefined);
    registerSdkMiddleware({ getState: Object.freeze(() => ({})) });
    createForeignStore(createMiddleware());
    const { store, taken } = createForeignStore();
    await createAsyncDispatch({ store })(echo(1));
    expect(taken).toEqual([]);
  });
});

describe('leaveSdkActionsToStore', () => {
  it('leaves SDK actions to every store, until it is taken back', async () => {
    const { store, taken } = createForeignStore();
    const dispatch = createAsyncDispatch({ store });
    restore = leaveSdkActionsToStore();
    expect(await dispatch(echo(1))).toBe('taken by the store');
    restore();
    await dispatch(echo(2));
    expect([taken.length, api.received.get('/echo')]).toEqual([1, 1]);
  });
});
