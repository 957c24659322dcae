import { refusal } from './errors.ts';
import { fetchKeySet, importKeys } from './fetch-key-set.ts';
import type { KeySet } from './fetch-key-set.ts';
import type { RsaPublicKey, SignatureCheck } from './platform.ts';

/** Finds the key that a token names. */
export interface KeyStore {
  /** @throws ForwardToError `unknown_key` or `keys_unavailable` */
  find(kid: string): Promise<SignatureCheck>;
}

export interface KeyStoreOptions {
  uri: string;
  cacheMaxAge: number;
  cooldownDuration: number;
  maxStale: number;
  timeout: number;
  now: () => number;
  fetch: typeof globalThis.fetch;
}

/** Keys that were given once and for all: no network. */
export function createFixedKeyStore(keys: ReadonlyMap<string, RsaPublicKey>): KeyStore {
  let imported: Promise<KeySet> | undefined;
  return {
    find: async (kid) => {
      imported ??= importKeys(keys);
      const key = (await imported).get(kid);
      if (!key) throw refusal('unknown_key');
      return key;
    },
  };
}

/**
 * Keys of one issuer, fetched when they are needed.
 *
 * - Fresh keys are used without a fetch for `cacheMaxAge`; after that only the answer of a new fetch counts, so that a key
 *   that left the set stops working.
 * - An unknown key ID causes at most one fetch in `cooldownDuration`, since anyone can make one up.
 * - A failed fetch is remembered for `cooldownDuration`; known keys then serve for `maxStale` beyond their cache time.
 * - Lookups that need a fetch at the same time share one.
 */
export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { uri, cacheMaxAge, cooldownDuration, maxStale, timeout, now, fetch } = options;
  let keys: KeySet | undefined;
  let fetchedAt = -Infinity;
  let failedAt = -Infinity;
  let missedAt = -Infinity;
  let failure: unknown;
  let pending: Promise<void> | undefined;

  // A clock that was set back makes a moment lie in the future: it counts as long ago.
  const isWithin = (since: number, span: number) => now() >= since && now() - since < span;
  const isFresh = () => keys !== undefined && isWithin(fetchedAt, cacheMaxAge);
  const serves = () =>
    isFresh() || (keys !== undefined && failure !== undefined && isWithin(fetchedAt, cacheMaxAge + maxStale));

  const load = async () => {
    try {
      keys = await fetchKeySet(uri, timeout, fetch);
      fetchedAt = now();
      failure = undefined;
    } catch (error) {
      failedAt = now();
      failure = error;
    }
  };
  const refresh = () =>
    (pending ??= load().finally(() => {
      pending = undefined;
    }));

  return {
    find: async (kid) => {
      const known = isFresh() ? keys?.get(kid) : undefined;
      if (known) return known;
      const mayRetry = failure === undefined || !isWithin(failedAt, cooldownDuration);
      if (mayRetry && !(isFresh() && isWithin(missedAt, cooldownDuration))) {
        if (isFresh()) missedAt = now();
        await refresh();
      }
      const key = serves() ? keys?.get(kid) : undefined;
      if (key) return key;
      if (failure !== undefined || !serves()) throw refusal('keys_unavailable', { cause: failure });
      missedAt = isWithin(missedAt, cooldownDuration) ? missedAt : now();
      throw refusal('unknown_key');
    },
  };
}
