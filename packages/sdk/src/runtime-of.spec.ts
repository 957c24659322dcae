import { expect, it } from '@jest/globals';
import { applyMiddleware, legacy_createStore } from 'redux';
import { actions, createForwardToBaseQuery, createMiddleware, createRuntime } from './index.ts';
import type { AsyncDispatch } from './index.ts';

it('shares a refreshed session token between middleware and base query', async () => {
  const sent: (string | null)[] = [];
  const runtime = createRuntime({
    context: { mcApiUrl: 'https://mc-api.example.com', projectKey: 'p', sessionToken: 'OLD' },
    fetch: (_input, init) => {
      sent.push(new Headers(init?.headers).get('authorization'));
      return Promise.resolve(new Response('{}', { headers: { 'x-refreshed-session-token': 'NEW' } }));
    },
  });
  const dispatch: AsyncDispatch = legacy_createStore(
    () => ({}),
    applyMiddleware(createMiddleware({ runtime })),
  ).dispatch;
  await dispatch(actions.forwardTo.get({ uri: 'https://api.example.com' }));
  const { signal } = new AbortController();
  const query = createForwardToBaseQuery({ runtime });
  await query('https://api.example.com', { signal, endpoint: 'any', getState: () => undefined });
  expect(sent).toEqual(['Bearer OLD', 'Bearer NEW']);
});
