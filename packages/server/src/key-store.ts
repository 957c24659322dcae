import { refusal } from './errors.ts';
import { KeysNotFetchedError } from './fetch-keys.ts';
import type { KeySet } from './public-keys.ts';
import type { SignatureCheck } from './verify-signature.ts';

export interface KeyStoreOptions {
  /** Where the keys come from; shown when they don't. */
  url: string;
  fetchKeys: (url: string) => Promise<KeySet>;
  now: () => number;
  cacheMaxAge: number;
  cooldownDuration: number;
  maxStale: number;
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
 * A set serves for `cacheMaxAge`, then it is fetched again before anything else is answered, so that a key that left the
 * set stops working. When that fails, the known keys serve for another `maxStale`. An unknown `kid` causes a fetch of its
 * own, but all unknown ones together at most one per cool-down, as does a failure. Fetches are shared.
 */
export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { url, now, cacheMaxAge, cooldownDuration, maxStale } = options;
  let current: { keys: KeySet; fetchedAt: number } | undefined;
  let failure: { at: number; reason: unknown } | undefined;
  let missedAt: number | undefined;
  let pending: Promise<void> | undefined;

  // A clock that was set back makes a time lie ahead; such a time is over.
  const isWithin = (since: number | undefined, duration: number) =>
    since !== undefined && now() >= since && now() - since < duration;

  const load = async (): Promise<void> => {
    const startedAt = now();
    try {
      current = { keys: await options.fetchKeys(url), fetchedAt: startedAt };
      failure = undefined;
    } catch (reason) {
      failure = { at: now(), reason };
    } finally {
      pending = undefined;
    }
  };

  const findAfterFetch = async (kid: string): Promise<SignatureCheck> => {
    const isFresh = isWithin(current?.fetchedAt, cacheMaxAge);
    const isCoolingDown = isWithin(failure?.at, cooldownDuration) || (isFresh && isWithin(missedAt, cooldownDuration));
    if (!pending && !isCoolingDown) {
      // Counts before the answer is there: also a fetch that finds the key was one for an unknown key.
      if (isFresh) missedAt = now();
      pending = load();
    }
    await pending;
    const isUsable = !failure || isWithin(current?.fetchedAt, cacheMaxAge + maxStale);
    const key = isUsable ? current?.keys.get(kid) : undefined;
    if (key) return key;
    if (failure) throw unavailable(url, failure.reason);
    if (!isWithin(missedAt, cooldownDuration)) missedAt = now();
    return unknownKey();
  };

  return {
    find: (kid) => {
      const key = isWithin(current?.fetchedAt, cacheMaxAge) ? current?.keys.get(kid) : undefined;
      return key ?? findAfterFetch(kid);
    },
  };
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
