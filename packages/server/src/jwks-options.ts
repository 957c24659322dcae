import { clientError, JWKS_PATH } from '@forward-to/protocol';
import { warnOnce } from './environment.ts';
import { fetchKeys } from './fetch-keys.ts';
import { createFixedKeyStore, createKeyStore } from './key-store.ts';
import type { KeyStore } from './key-store.ts';
import { readKeySet } from './public-keys.ts';

/** How the keys of the gateway are had; times in milliseconds. */
export interface JwksOptions {
  /** How long a key set serves before it is fetched again. @default 300000 */
  cacheMaxAge?: number | undefined;
  /** Shortest time between two fetches that unknown keys or failures cause. @default 10000 */
  cooldownDuration?: number | undefined;
  /** @default 5000 */
  timeout?: number | undefined;
  /** How long known keys serve beyond `cacheMaxAge` while the key set cannot be fetched. @default 900000 */
  maxStale?: number | undefined;
  /** Where the keys of every issuer are. @default `<issuer>/.well-known/jwks.json` */
  jwksUri?: string | undefined;
  /** A fixed set of public keys, a JSON Web Key Set or its list: no network. */
  keys?: readonly object[] | { keys: readonly object[] } | undefined;
  /** Options of jwks-rsa, from before a migration: ignored, with one warning. */
  [option: string]: unknown;
}

export interface KeySource {
  issuers: readonly string[];
  now: () => number;
  fetch: typeof globalThis.fetch;
  /** Checks the URL of a gateway. */
  parseUrl: (value: unknown, what: string) => URL;
}

const DEFAULTS = { cacheMaxAge: 300_000, cooldownDuration: 10_000, timeout: 5_000, maxStale: 900_000 };
const KNOWN = new Set([...Object.keys(DEFAULTS), 'jwksUri', 'keys']);
// What a timer can wait.
const MAX_DURATION = 2 ** 31 - 1;

/**
 * Creates the key store of each issuer.
 *
 * @throws ForwardToError `invalid_config`
 */
export function createKeyStores(jwks: JwksOptions = {}, source: KeySource): ReadonlyMap<string, KeyStore> {
  if (typeof jwks !== 'object' || (jwks as unknown) === null) {
    throw clientError('invalid_config', 'jwks is not an object', 'Use { cacheMaxAge, timeout, … } or leave it out.');
  }
  const unknown = Object.keys(jwks).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) {
    const names = unknown.join(', ');
    warnOnce('FORWARD_TO_IGNORED_JWKS_OPTION', `The verifier ignores these options of "jwks": ${names}.`, names);
  }
  if (jwks.keys !== undefined) {
    const store = createFixedKeyStore(requireKeys(jwks.keys));
    return new Map(source.issuers.map((issuer) => [issuer, store]));
  }
  const durations = readDurations(jwks);
  const { now, fetch } = source;
  const create = (url: string) =>
    createKeyStore({
      ...durations,
      url,
      now,
      fetchKeys: (from) => fetchKeys(from, { fetch, timeout: durations.timeout }),
    });
  if (jwks.jwksUri !== undefined) {
    const store = create(source.parseUrl(jwks.jwksUri, 'jwks.jwksUri').href);
    return new Map(source.issuers.map((issuer) => [issuer, store]));
  }
  return new Map(source.issuers.map((issuer) => [issuer, create(issuer + JWKS_PATH)]));
}

function requireKeys(document: unknown) {
  const keys = readKeySet(document);
  if (keys.size > 0) return keys;
  throw clientError(
    'invalid_config',
    'jwks.keys holds no usable key',
    'Give public RSA keys of 2048 bits or more as JSON Web Keys with "kid", "n" and "e".',
  );
}

function readDurations(jwks: JwksOptions): typeof DEFAULTS {
  const durations = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[]) {
    const value: unknown = jwks[name] ?? durations[name];
    if (typeof value !== 'number' || !(value >= 0 && value <= MAX_DURATION)) {
      throw clientError('invalid_config', `jwks.${name} is not a duration`, 'Use milliseconds, for example 5000.');
    }
    durations[name] = value;
  }
  if (durations.cacheMaxAge < durations.cooldownDuration) {
    // Each unknown key would find a set that has run out, and have it fetched again.
    throw clientError(
      'invalid_config',
      'jwks.cacheMaxAge is shorter than jwks.cooldownDuration',
      'Raise cacheMaxAge, or shorten cooldownDuration (10000 by default) with it.',
    );
  }
  return durations;
}
