// Here and not in the package: its tests of the page run on redux 4 too, which Redux Toolkit 2 can't use.
import { configureStore } from '@reduxjs/toolkit';
import { createApi } from '@reduxjs/toolkit/query/react';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { createForwardToBaseQuery } from '@forward-to/sdk';
import { openPage } from './open-page.ts';
import { startScriptedApi } from './start-scripted-api.ts';
import type { ScriptedApi } from './start-scripted-api.ts';

let api: ScriptedApi;
beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  api = await startScriptedApi();
  await openPage(api.gateway.url);
});
afterAll(async () => {
  await api.close();
});

it('shows data and errors by a hook, on the context of the page', async () => {
  const orders = createApi({
    baseQuery: createForwardToBaseQuery({ baseUrl: api.apiUrl }),
    endpoints: (build) => ({ read: build.query<string, string>({ query: (path) => path }) }),
  });
  const store = configureStore({
    reducer: { [orders.reducerPath]: orders.reducer },
    middleware: (defaults) => defaults({ serializableCheck: { warnAfter: Infinity } }).concat(orders.middleware),
  });
  function Shown({ path }: { path: string }) {
    const { data, error } = orders.useReadQuery(path);
    return createElement('p', {}, data ?? (error && 'code' in error ? error.code : 'loading'));
  }
  const host = document.createElement('div');
  const root = createRoot(host);
  const texts: string[] = [];
  for (const path of ['/csv', '/status/409']) {
    act(() => {
      root.render(createElement(Provider, { store, children: createElement(Shown, { path, key: path }) }));
    });
    while (host.textContent === 'loading') {
      await act(() => new Promise<void>((resolve) => setTimeout(resolve, 5)));
    }
    texts.push(host.textContent);
  }
  expect(texts).toEqual(['a;b\n1;2\n', 'http_error']);
  act(() => {
    root.unmount();
  });
  store.dispatch(orders.util.resetApiState());
});
