import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { cleanup, render, renderHook, waitFor } from '@testing-library/react';
import { StrictMode, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- the gateway stands above this package, its tests run against the real one
import { openPage } from '../../../tests/doors/open-page.ts';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- as above
import { startScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- as above
import type { ScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
import { ApplicationContextProvider, useForwardToFetch } from './index.ts';

let api: ScriptedApi;
beforeAll(async () => {
  api = await startScriptedApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  window.history.replaceState({}, '', '/my-project/notes');
  await openPage(api.gateway.url);
  api.received.clear();
});
afterEach(cleanup);

const wrapper = ({ children }: { children: ReactNode }) => (
  <ApplicationContextProvider environment={{}} user={{ id: 'user-1' }} project={{ key: 'my-project' }}>
    {children}
  </ApplicationContextProvider>
);

/** What the gateway is asked: the headers of the page's calls. */
function recordCalls(): { sent: Headers[]; stop: () => void } {
  const { fetch } = globalThis;
  const sent: Headers[] = [];
  globalThis.fetch = (input, init) => {
    sent.push(new Headers(init?.headers));
    return fetch(input, init);
  };
  return { sent, stop: () => void (globalThis.fetch = fetch) };
}

it('sends a call through the gateway, with the headers of its configuration', async () => {
  const { result } = renderHook(() => useForwardToFetch({ headers: { 'x-foo': 'bar' } }));
  const response = await result.current(`${api.apiUrl}/echo`, { method: 'POST', body: 'text' });
  const echo = (await response.json()) as { method: string; headers: Record<string, string>; body: string };
  expect(echo).toMatchObject({ method: 'POST', headers: { 'x-foo': 'bar' }, body: btoa('text') });
});

it('takes user and Project from the provider where the page names none', async () => {
  window.history.replaceState({}, '', '/');
  const { sent, stop } = recordCalls();
  const { result } = renderHook(() => useForwardToFetch(), { wrapper });
  const { status } = await result.current(`${api.apiUrl}/echo`);
  stop();
  expect([status, sent[0]!.get('x-project-key')]).toEqual([200, 'my-project']);
  expect(sent[0]!.get('x-correlation-id')).toContain('/user-1/');
});

it('renews a stale platform token once for all calls of the page', async () => {
  const { result } = renderHook(() => useForwardToFetch(), { wrapper });
  const { sent, stop } = recordCalls();
  api.gateway.expirePlatformTokens();
  const responses = await Promise.all(Array.from({ length: 10 }, () => result.current(`${api.apiUrl}/echo`)));
  stop();
  expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect(sent.filter((headers) => headers.has('x-force-token'))).toHaveLength(1);
});

it('aborts with the signal of an effect, in StrictMode and on unmount', async () => {
  const outcomes: unknown[] = [];
  function Loader() {
    const forwardToFetch = useForwardToFetch();
    const [text, setText] = useState('loading');
    useEffect(() => {
      const controller = new AbortController();
      forwardToFetch(`${api.apiUrl}/never`, { signal: controller.signal }).then(
        () => {
          setText('done');
        },
        (error: unknown) => outcomes.push((error as Error).name),
      );
      return () => {
        controller.abort();
      };
    }, [forwardToFetch]);
    return <p>{text}</p>;
  }
  const { unmount } = render(<Loader />, { wrapper: StrictMode });
  await waitFor(() => {
    expect([outcomes, api.received.get('/never')]).toEqual([['AbortError'], 1]);
  });
  unmount();
  await waitFor(() => {
    expect(outcomes).toEqual(['AbortError', 'AbortError']);
  });
});
