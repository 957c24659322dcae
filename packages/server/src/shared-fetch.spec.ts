import { expect, it } from '@jest/globals';
import { createSharedFetch } from './shared-fetch.ts';
import type { FetchOutcome } from './shared-fetch.ts';

const SECOND = 1000;
const keys = new Map();

/** A shared fetch whose fetches end when the test says so. */
function createScripted(timeout = 5 * SECOND) {
  const outcomes: FetchOutcome[] = [];
  const fetches: { resolve: () => void; reject: (reason: Error) => void }[] = [];
  const clock = { now: 0 };
  const fetch = createSharedFetch({
    fetchKeys: () =>
      new Promise((resolve, reject) => {
        const succeed = () => {
          resolve(keys);
        };
        fetches.push({ resolve: succeed, reject });
      }),
    now: () => clock.now,
    timeout,
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  return { fetch, fetches, outcomes, clock };
}

it('tells the outcome before anybody who waits goes on', async () => {
  const { fetch, fetches, outcomes, clock } = createScripted();
  fetch.start();
  fetch.start();
  const seen = Promise.all([fetch.wait(), fetch.wait()]).then((isOver) => [isOver, outcomes.length]);
  clock.now += SECOND;
  fetches[0]?.resolve();
  expect(await seen).toEqual([[true, true], 1]);
  expect(outcomes).toEqual([{ startedAt: 0, keys }]);
  expect(fetches).toHaveLength(1);
  expect(fetch.isRunning()).toBe(false);
});

it('tells that the process slept when a fetch fails later than it can', async () => {
  const { fetch, fetches, outcomes, clock } = createScripted();
  fetch.start();
  clock.now += 60 * SECOND;
  fetches[0]?.reject(new Error('no answer'));
  await fetch.wait();
  expect(outcomes).toMatchObject([{ startedAt: 0, hasSlept: true }]);
});

it('ignores what comes of a fetch that counts as lost', async () => {
  const { fetch, fetches, outcomes, clock } = createScripted();
  fetch.start();
  clock.now += 7 * SECOND;
  expect(fetch.isRunning()).toBe(false);
  fetch.start();
  fetches[0]?.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(outcomes).toEqual([]);
  fetches[1]?.resolve();
  await fetch.wait();
  expect(outcomes).toEqual([{ startedAt: 7 * SECOND, keys }]);
});

it('takes a fetch for lost when the clock was set back', () => {
  const { fetch, fetches, clock } = createScripted();
  fetch.start();
  clock.now -= SECOND;
  fetch.start();
  expect(fetches).toHaveLength(2);
});

it('ends the wait for a fetch that its runtime has dropped, and begins anew', async () => {
  const { fetch, fetches } = createScripted(0);
  fetch.start();
  expect(await fetch.wait()).toBe(false);
  fetch.start();
  expect(fetches).toHaveLength(2);
});
