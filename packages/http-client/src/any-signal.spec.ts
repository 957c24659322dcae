import { getEventListeners } from 'node:events';
import { expect, it } from '@jest/globals';
import { createHttpClient } from './index.ts';
import { anySignal } from './any-signal.ts';

it('fires with the first of several, for its reason', () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const { signal } = anySignal([first.signal, second.signal]);
  second.abort('second');
  first.abort('first');
  expect(signal?.reason).toBe('second');
  expect(anySignal([second.signal, new AbortController().signal]).signal?.reason).toBe('second');
  expect(anySignal([]).signal).toBeUndefined();
});

it('leaves nothing on a signal that outlives its calls', async () => {
  const { signal } = new AbortController();
  const fetch = () => Promise.resolve(new Response('{}'));
  const client = createHttpClient({ context: { mcApiUrl: 'https://mc-api.example.com', projectKey: 'p' }, fetch });
  for (let call = 0; call < 20; call += 1) {
    await client.forwardToRequest('https://api.example.com', { signal, timeout: 60_000 });
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
