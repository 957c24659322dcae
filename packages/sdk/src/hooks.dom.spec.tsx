import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { act, Fragment, StrictMode, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { Provider } from 'react-redux';
import type { Store } from 'redux';
import type { ForwardToError } from '@forward-to/http-client';
import { actions, useAsyncDispatch, useRequestsInFlight } from './index.ts';
import type { AsyncDispatch, SdkAction, SdkPromise } from './index.ts';
import { createTestStore, openPage, startScriptedApi } from './test-support/start-page.ts';
import type { ScriptedApi, TestStore } from './test-support/start-page.ts';

let api: ScriptedApi;
let store: TestStore;
let root: Root;
let host: HTMLElement;
beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  api = await startScriptedApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  await openPage(api.gateway.url);
  store = createTestStore();
  host = document.createElement('div');
  root = createRoot(host);
});

async function render(element: ReactElement, Outer: typeof StrictMode | typeof Fragment = Fragment): Promise<void> {
  await act(async () => {
    root.render(
      <Outer>
        <Provider store={store as unknown as Store}>{element}</Provider>
      </Outer>,
    );
    await Promise.resolve();
  });
}

/** Renders what React has to do until the page shows a text. */
async function waitForText(text: string): Promise<void> {
  while (host.textContent !== text) {
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
  }
}

function Loader({ path, onDone }: { path: string; onDone?: (outcome: unknown) => void }): ReactElement {
  const dispatch = useAsyncDispatch();
  const [text, setText] = useState('loading');
  useEffect(() => {
    const call = dispatch(actions.forwardTo.get<string>({ uri: api.apiUrl + path }));
    call.then(setText, (error: unknown) => onDone?.((error as ForwardToError).code));
    return () => {
      call.abort();
    };
  }, [dispatch, path, onDone]);
  return <p>{text}</p>;
}

it('loads into a component', async () => {
  await render(<Loader path="/csv" />);
  await waitForText('a;b\n1;2\n');
});

it('in StrictMode aborts the call of the first effect, and shows the second', async () => {
  const outcomes: unknown[] = [];
  const onDone = (outcome: unknown) => outcomes.push(outcome);
  await render(<Loader path="/csv" onDone={onDone} />, StrictMode);
  await waitForText('a;b\n1;2\n');
  expect(outcomes).toEqual(['aborted']);
  expect(store.getState().requestsInFlight).toBe(0);
});

it('aborts the call on unmount, without a state update after it', async () => {
  const outcomes: unknown[] = [];
  await render(<Loader path="/never" onDone={(outcome) => outcomes.push(outcome)} />);
  expect(store.getState().requestsInFlight).toBe(1);
  act(() => {
    root.unmount();
  });
  while (store.getState().requestsInFlight > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(outcomes).toEqual(['aborted']);
  expect(store.seen.filter((line) => line.startsWith('HIDE'))).toHaveLength(1);
});

it('sends what is dispatched during unmount', async () => {
  let call: Promise<string> | undefined;
  function Farewell(): ReactElement {
    const dispatch = useAsyncDispatch();
    useEffect(
      () => () => {
        call = dispatch(actions.forwardTo.get<string>({ uri: `${api.apiUrl}/csv` }));
      },
      [dispatch],
    );
    return <p />;
  }
  await render(<Farewell />);
  act(() => {
    root.unmount();
  });
  expect(await call).toBe('a;b\n1;2\n');
});

it('gives the same dispatch in every render, for both typings', async () => {
  const seen = { kit: new Set<unknown>(), published: new Set<unknown>() };
  function Both({ turn }: { turn: number }): ReactElement {
    const dispatch: AsyncDispatch = useAsyncDispatch();
    const published: (action: SdkAction) => Promise<string> = useAsyncDispatch<SdkAction, string>();
    seen.kit.add(dispatch);
    seen.published.add(published);
    return <p>{turn}</p>;
  }
  await render(<Both turn={1} />);
  await render(<Both turn={2} />);
  expect([seen.kit.size, seen.published.size]).toEqual([1, 1]);
});

it('shows how many requests are under way', async () => {
  function Bar(): ReactElement {
    return <p>{useRequestsInFlight()}</p>;
  }
  await render(<Bar />);
  expect(host.textContent).toBe('0');
  const send = () => store.dispatch(actions.forwardTo.get({ uri: `${api.apiUrl}/never` }));
  const calls: SdkPromise<unknown>[] = [];
  act(() => {
    calls.push(send(), send());
  });
  expect(host.textContent).toBe('2');
  await act(async () => {
    for (const call of calls) call.abort();
    await Promise.allSettled(calls);
  });
  expect(host.textContent).toBe('0');
});

it('reads the requests from wherever the reducer is', async () => {
  function Bar(): ReactElement {
    return <p>{useRequestsInFlight((state: { requestsInFlight: number }) => state.requestsInFlight + 40)}</p>;
  }
  await render(<Bar />);
  expect(host.textContent).toBe('40');
});
