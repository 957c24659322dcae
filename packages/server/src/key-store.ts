import { canWorkInBackground } from './environment.ts';
import { refusal } from './errors.ts';
import { KeysNotFetchedError } from './fetch-keys.ts';
import type { KeySet } from './public-keys.ts';
import { createSharedFetch } from './shared-fetch.ts';
import type { SignatureCheck } from './verify-signature.ts';

/** Times in milliseconds. */
export interface KeyStoreOptions {
  /** Where the keys come from; shown when they don't. */
  url: string;
  fetchKeys: (url: string) => Promise<KeySet>;
  now: () => number;
  cacheMaxAge: number;
  cooldownDuration: number;
  maxStale: number;
  /** After which `fetchKeys` gives up by itself. */
  timeout: number;
}

export interface KeyStore {
  /**
   * @throws ForwardToError `unknown_key` when a good set lacks the key, `keys_unavailable` when there is no good set.
   */
  find(kid: string): SignatureCheck | Promise<SignatureCheck>;
}

/** Keys that never change: no network. */
export function createFixedKeyStore(keys: KeySet): KeyStore {
  return { find: (kid) => keys.get(kid) ?? unknownKey() };
}

/**
 * Keeps the key set of one issuer.
 *
 * A set serves for `cacheMaxAge`. In the last part of that time the first request has it fetched again, and waits for nothing.
 * Once a fetch has failed, known keys serve on while the next one is under way, for `maxStale` beyond their time at most.
 * Without a recent failure nobody is served after `cacheMaxAge` before a fetch has ended, so that a key that left the set
 * stops working within that time as long as the key server is well.
 *
 * An unknown `kid` causes a fetch of its own, but all unknown ones together at most one per cool-down; after a failure there
 * is none at all for that time.
 */
export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { url, now, cacheMaxAge, cooldownDuration, maxStale, timeout } = options;
  let current: { keys: KeySet; fetchedAt: number } | undefined;
  /** How the last fetch failed; `unwellAt` is when the key server was last seen to be at fault. */
  let failure: { at: number; unwellAt: number | undefined; reason: unknown } | undefined;
  let missedAt: number | undefined;
  const refreshAge = ageOfRefresh(cacheMaxAge, timeout);

  const fetch = createSharedFetch({
    fetchKeys: () => options.fetchKeys(url),
    now,
    timeout,
    onOutcome: ({ startedAt, keys, reason, hasSlept }) => {
      if (keys) {
        current = { keys, fetchedAt: startedAt };
        failure = undefined;
      } else if (hasSlept) {
        failure = { at: startedAt, unwellAt: failure?.unwellAt, reason };
      } else {
        failure = { at: now(), unwellAt: now(), reason };
      }
    },
  });

  // A clock that was set back makes a time lie ahead; such a time is over.
  const isWithin = (since: number | undefined, duration: number) => {
    const age = since === undefined ? -1 : now() - since;
    return age >= 0 && age < duration;
  };

  const isCoolingDown = () => isWithin(failure?.at, cooldownDuration);

  /** Tells whether known keys serve without waiting for the key server. */
  const servesAtOnce = () =>
    isWithin(current?.fetchedAt, cacheMaxAge) ||
    (isWithin(failure?.unwellAt, cacheMaxAge) && isWithin(current?.fetchedAt, cacheMaxAge + maxStale));

  const isRefreshDue = () =>
    !isCoolingDown() && !isWithin(current?.fetchedAt, Math.max(refreshAge, cooldownDuration)) && !fetch.isRunning();

  const findAfterFetch = (kid: string): Promise<SignatureCheck> => {
    const isFresh = isWithin(current?.fetchedAt, cacheMaxAge);
    if (!fetch.isRunning() && !isCoolingDown() && !(isFresh && isWithin(missedAt, cooldownDuration))) {
      // Counts before the response is there: also a fetch that finds the key was one for an unknown key.
      if (isFresh) missedAt = now();
      fetch.start();
    }
    return findAfterWait(kid);
  };

  const findAfterWait = async (kid: string): Promise<SignatureCheck> => {
    if (!(await fetch.wait())) {
      // The fetch of another request was lost with it: this request needs one of its own.
      missedAt = undefined;
      return findAfterFetch(kid);
    }
    const isUsable = !failure || isWithin(current?.fetchedAt, cacheMaxAge + maxStale);
    const key = isUsable ? current?.keys.get(kid) : undefined;
    if (key) return key;
    if (failure) throw unavailable(url, failure.reason);
    if (!isWithin(missedAt, cooldownDuration)) missedAt = now();
    return unknownKey();
  };

  return {
    find: (kid) => {
      // Most calls end here, with one look at the clock.
      const isYoung = isWithin(current?.fetchedAt, refreshAge);
      const key = isYoung || servesAtOnce() ? current?.keys.get(kid) : undefined;
      if (!key) return findAfterFetch(kid);
      if (isYoung || !isRefreshDue()) return key;
      fetch.start();
      // Where nothing goes on after a response, the request that began the fetch waits for it.
      return canWorkInBackground() ? key : findAfterWait(kid);
    },
  };
}

/**
 * The age at which a set is fetched again: a fifth of its time before the end, and early enough for a fetch to time out before
 * anybody would wait for it.
 */
function ageOfRefresh(cacheMaxAge: number, timeout: number): number {
  return cacheMaxAge - Math.min(Math.max(cacheMaxAge / 5, timeout), cacheMaxAge / 2);
}

function unknownKey(): never {
  throw refusal('unknown_key');
}

function unavailable(url: string, reason: unknown) {
  const { origin, pathname } = new URL(url);
  return refusal('keys_unavailable', {
    expected: `keys at ${origin}${pathname}`,
    actual: describe(reason),
    cause: reason,
  });
}

/** What went wrong in a few words. The message of a foreign error is left out: nobody knows what it holds. */
function describe(reason: unknown): string {
  return reason instanceof KeysNotFetchedError ? reason.message : 'the key set cannot be reached';
}
