import { describe, expect, it } from '@jest/globals';
import { callWithRenewal, renewalOf } from './renewal.ts';
import type { Refusal, Renewal } from './renewal.ts';

/** A gateway whose platform token is stale until a call renews it; answers wait until the test lets them go. */
function createGateway(renewal: Renewal) {
  let token = 0;
  let valid = 1;
  let forced = 0;
  let sent = 0;
  const gate: (() => void)[] = [];
  const state: { ended: boolean; broken: boolean; source: Refusal } = {
    ended: false,
    broken: false,
    source: 'gateway',
  };
  const call = (signal?: AbortSignal) =>
    callWithRenewal(renewal, {
      signal,
      isRefused: (status) => status === 401 && state.source,
      send: async (force) => {
        sent += 1;
        if (force) {
          forced += 1;
          await new Promise<void>((resolve) => gate.push(resolve));
          if (state.broken) throw new TypeError('fetch failed');
          if (!state.ended) token = valid;
        }
        return token === valid ? 200 : 401;
      },
    });
  return {
    call,
    state,
    expire: () => (valid += 1),
    forced: () => forced,
    sent: () => sent,
    /** Lets the oldest renewal go on, once there is one. */
    release: async () => {
      while (gate.length === 0) await new Promise((resolve) => setImmediate(resolve));
      gate.shift()!();
    },
  };
}

describe('callWithRenewal', () => {
  it('renews once for 50 calls at once', async () => {
    const gateway = createGateway(renewalOf({}));
    const calls = Promise.all(Array.from({ length: 50 }, () => gateway.call()));
    await gateway.release();
    expect(new Set(await calls)).toEqual(new Set([200]));
    expect([gateway.forced(), gateway.sent()]).toEqual([1, 100]);
  });

  it('renews again when the token goes stale again', async () => {
    const gateway = createGateway(renewalOf({}));
    for (const renewals of [1, 2]) {
      const call = gateway.call();
      await gateway.release();
      expect(await call).toBe(200);
      expect(gateway.forced()).toBe(renewals);
      gateway.expire();
    }
  });

  it('gives everybody their own 401 when the session has ended, without more traffic', async () => {
    const gateway = createGateway(renewalOf({}));
    gateway.state.ended = true;
    const calls = Promise.all(Array.from({ length: 20 }, () => gateway.call()));
    await gateway.release();
    expect(new Set(await calls)).toEqual(new Set([401]));
    expect([gateway.forced(), gateway.sent()]).toEqual([1, 21]);
  });

  it('lets everybody try for themselves when an unmarked 401 may be that of the API', async () => {
    const gateway = createGateway(renewalOf({}));
    Object.assign(gateway.state, { ended: true, source: 'unknown' });
    const calls = Promise.all(Array.from({ length: 20 }, () => gateway.call()));
    await gateway.release();
    expect(new Set(await calls)).toEqual(new Set([401]));
    expect([gateway.forced(), gateway.sent()]).toEqual([1, 40]);
  });

  it('lets the next call renew when the first one fails on the way', async () => {
    const gateway = createGateway(renewalOf({}));
    gateway.state.broken = true;
    const calls = Promise.allSettled(Array.from({ length: 3 }, () => gateway.call()));
    await gateway.release();
    await new Promise((resolve) => setImmediate(resolve));
    gateway.state.broken = false;
    await gateway.release();
    const settled = await calls;
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(gateway.forced()).toBe(2);
  });

  it('repeats plainly when a renewal ended while the call was on its way', async () => {
    const renewal = renewalOf({});
    let answerLate: (status: number) => void = () => undefined;
    const sent: boolean[] = [];
    const late = callWithRenewal(renewal, {
      isRefused: (status) => status === 401 && 'gateway',
      send: (force) => {
        sent.push(force);
        return sent.length === 1 ? new Promise<number>((resolve) => (answerLate = resolve)) : Promise.resolve(200);
      },
    });
    const gateway = createGateway(renewal);
    const other = gateway.call();
    await gateway.release();
    await other;
    answerLate(401);
    expect(await late).toBe(200);
    expect(sent).toEqual([false, false]);
  });

  it('ends the wait of a call that is aborted', async () => {
    const renewal = renewalOf({});
    const gateway = createGateway(renewal);
    const first = gateway.call();
    const controller = new AbortController();
    const sent: boolean[] = [];
    const waiting = callWithRenewal(renewal, {
      signal: controller.signal,
      isRefused: () => 'gateway',
      send: (force) => {
        // As every transport does with a signal that has fired.
        if (controller.signal.aborted) return Promise.reject(new Error('gone'));
        sent.push(force);
        return Promise.resolve(401);
      },
    });
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(waiting).rejects.toThrow('gone');
    expect(sent).toEqual([false]);
    await gateway.release();
    expect(await first).toBe(200);
  });

  it('does not wait for a renewal that hangs: the call repeats plainly', async () => {
    const renewal = renewalOf({});
    const gateway = createGateway(renewal);
    const hanging = gateway.call();
    const sent: boolean[] = [];
    const other = callWithRenewal(renewal, {
      patience: 1,
      isRefused: (status) => status === 401 && 'gateway',
      send: (force) => Promise.resolve(sent.push(force) === 1 ? 401 : 200),
    });
    expect(await other).toBe(200);
    expect(sent).toEqual([false, false]);
    await gateway.release();
    expect(await hanging).toBe(200);
  });

  it('asks a gateway that is gone twice, not once for every call that waits', async () => {
    const renewal = renewalOf({});
    let forced = 0;
    const call = () =>
      callWithRenewal(renewal, {
        isRefused: (status) => status === 401 && 'gateway',
        send: (force) => {
          if (!force) return Promise.resolve(401);
          forced += 1;
          return Promise.reject(new TypeError('fetch failed'));
        },
      });
    await Promise.allSettled(Array.from({ length: 50 }, call));
    expect(forced).toBe(2);
    // Later calls may try again: the gateway may be back.
    await Promise.allSettled([call()]);
    expect(forced).toBe(3);
  });
});
