import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import type { TokenIssuer } from '@forward-to/protocol/issuer';
import { isForwardToError } from '@forward-to/protocol';
import { createSessionAuthVerifier } from './index.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';
import { until } from './test-support/until.ts';

const audience = 'https://api.example.com';
const SECOND = 1000;
const COOLDOWN = 10 * SECOND;
const CACHE = 300 * SECOND;
const MAX_STALE = 900 * SECOND;

let keys: KeyServer;
/** The same gateway with a key that joins and leaves the set. */
let leaver: TokenIssuer;
const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);
beforeAll(async () => {
  keys = await startKeyServer();
  leaver = await createTokenIssuer({ issuer: keys.issuer.issuer, now: () => keys.now });
  process.on('unhandledRejection', noteUnhandled);
});
afterAll(async () => {
  process.off('unhandledRejection', noteUnhandled);
  await keys.close();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const behaviours = ['good', 'slow', 'failing', 'garbage', 'reset', 'silent'] as const;
type Behaviour = (typeof behaviours)[number];
const isWell = (behaviour: Behaviour) => behaviour === 'good' || behaviour === 'slow';

const steps = fc.oneof(
  { weight: 3, arbitrary: fc.record({ pass: fc.constantFrom(1, 9, 10, 45, 60, 240, 299, 300, 900) }) },
  { weight: 2, arbitrary: fc.record({ behave: fc.constantFrom(...behaviours) }) },
  { weight: 1, arbitrary: fc.record({ leaverStays: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ call: fc.constantFrom('known', 'leaver', 'stranger') }) },
);

/** A verifier, a scripted key server, and what is known about both at any time. */
function createRun() {
  keys.reset();
  let behaviour: Behaviour = 'good';
  let leaverStays = true;
  let open = 0;
  let patience = new AbortController();
  /** Since when the server has been well, and the leaver away. */
  const since = { well: keys.now, away: Infinity };
  let leaverServedAt = -Infinity;
  const fetches: { at: number; isGood: boolean }[] = [];
  const goodSet = () =>
    JSON.stringify({ keys: [keys.issuer, leaverStays && leaver].flatMap((one) => (one ? one.jwks().keys : [])) });
  const answers: Record<Behaviour, RequestListener> = {
    good: (_request, response) => response.end(goodSet()),
    slow: (_request, response) => setTimeout(() => response.end(goodSet()), 5),
    failing: (_request, response) => response.writeHead(500).end(goodSet()),
    garbage: (_request, response) => response.end('<html>'),
    reset: (request) => request.socket.resetAndDestroy(),
    // A real timeout would also hit a good server of a busy machine; the caller's patience ends here instead.
    silent: () =>
      setTimeout(() => {
        patience.abort();
      }, 1),
  };
  keys.answer = (request, response) => {
    open += 1;
    response.on('close', () => (open -= 1));
    fetches.push({ at: keys.now, isGood: isWell(behaviour) });
    if (isWell(behaviour) && leaverStays) leaverServedAt = keys.now;
    answers[behaviour](request, response);
  };
  const verify = createSessionAuthVerifier({
    audience,
    issuer: keys.issuer.issuer,
    projects: ['shop'],
    now: () => keys.now,
    jwks: { timeout: 60_000 },
    fetch: (input, init) => {
      patience = new AbortController();
      return fetch(input, { ...init, signal: AbortSignal.any([init?.signal ?? patience.signal, patience.signal]) });
    },
  });
  const subject = { userId: 'u1', projectKey: 'shop', audience };
  const tokens = {
    known: () => keys.issuer.mint(subject),
    leaver: () => leaver.mint(subject),
    stranger: () => keys.issuer.sign(keys.issuer.claimsFor(subject), { kid: 'stranger' }),
  };

  return {
    fetches,
    call: async (who: keyof typeof tokens) => {
      const outcome = await verify({ headers: { authorization: `Bearer ${tokens[who]()}` }, url: '/' }).then(
        () => 'let in',
        (error: unknown) => (isForwardToError(error) ? error.code : String(error)),
      );
      const wellFor = isWell(behaviour) ? keys.now - since.well : -1;
      expect({ who, outcome }).toEqual({
        who,
        outcome: expect.stringMatching(/^(let in|unknown_key|keys_unavailable)$/),
      });
      if (who === 'stranger') expect(outcome).not.toBe('let in');
      if (who === 'known') expect(outcome).not.toBe('unknown_key');
      if (who === 'known' && wellFor >= COOLDOWN) expect(outcome).toBe('let in');
      if (who !== 'leaver' || outcome !== 'let in') return;
      expect(keys.now - leaverServedAt).toBeLessThan(CACHE + MAX_STALE);
      // A key that left the set stops working within the cache time while the key server is well.
      if (wellFor >= 0) expect(Math.min(keys.now - since.away, wellFor)).toBeLessThan(CACHE);
    },
    behave: (next: Behaviour) => {
      if (isWell(next) && !isWell(behaviour)) since.well = keys.now;
      behaviour = next;
    },
    keepLeaver: (stays: boolean) => {
      if (!stays && leaverStays) since.away = keys.now;
      if (stays) since.away = Infinity;
      leaverStays = stays;
    },
    /** Waits for fetches in the background, so that each step meets the end of the one before. */
    settle: async () => {
      await pause(2);
      await until(() => open === 0);
      await pause(3);
    },
  };
}

it('keeps its promises whatever the key server does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 25 }), async (script) => {
      const run = createRun();
      for (const step of script) {
        if ('pass' in step) keys.now += step.pass * SECOND;
        else if ('behave' in step) run.behave(step.behave);
        else if ('leaverStays' in step) run.keepLeaver(step.leaverStays);
        else {
          await run.call(step.call);
          await run.settle();
        }
      }
      for (const [index, { at, isGood }] of run.fetches.entries()) {
        // After a failure none for the cool-down; else one ahead of the end, and one for unknown keys.
        const next = run.fetches[index + (isGood ? 2 : 1)];
        if (next) expect(next.at - at).toBeGreaterThanOrEqual(COOLDOWN);
      }
    }),
    { numRuns: 60 },
  );
  expect(unhandled).toEqual([]);
});
