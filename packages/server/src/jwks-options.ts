import { clientError, JWKS_PATH } from '@forward-to/protocol';
import { warnOnce } from './environment.ts';
import { fetchKeys } from './fetch-keys.ts';
import { createFixedKeyStore, createKeyStore } from './key-store.ts';
import type { KeyStore } from './key-store.ts';
import { readKeySet } from './public-keys.ts';

/** How the verifier gets the keys of the gateway; times in milliseconds. */
export interface JwksOptions {
  /** How long a key set is used at most while the key server works. It is fetched again in the background before. @default 300000 */
  cacheMaxAge?: number | undefined;
  /** How long the verifier waits after a failed fetch, or after one for an unknown key, before the next one. @default 10000 */
  cooldownDuration?: number | undefined;
  /** How long one fetch may take. @default 5000 */
  timeout?: number | undefined;
  /** How long known keys are used beyond `cacheMaxAge` while the key set cannot be fetched. @default 900000 */
  maxStale?: number | undefined;
  /** URL of the key set, for every issuer. @default `<issuer>/.well-known/jwks.json` */
  jwksUri?: string | undefined;
  /** A fixed set of public keys: a JSON Web Key Set or the list in it. Nothing is fetched then. */
  keys?: readonly object[] | { keys: readonly object[] } | undefined;
  /** Options of jwks-rsa that are left from a migration are ignored, with one warning. */
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
    throw clientError(
      'invalid_config',
      '"jwks" must be an object.',
      'Pass an object such as { timeout: 5000 }, or leave it out.',
    );
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
    '"jwks.keys" has no usable key.',
    'Pass public RSA keys of 2048 bits or more as JSON Web Keys with "kid", "n" and "e".',
  );
}

function readDurations(jwks: JwksOptions): typeof DEFAULTS {
  const durations = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[]) {
    const value: unknown = jwks[name] ?? durations[name];
    if (typeof value !== 'number' || !(value >= 0 && value <= MAX_DURATION)) {
      throw clientError(
        'invalid_config',
        `"jwks.${name}" must be a number of milliseconds.`,
        'Use a number such as 5000.',
      );
    }
    durations[name] = value;
  }
  if (durations.cacheMaxAge < durations.cooldownDuration) {
    // Each token with an unknown key would find a set that has run out, and cause another fetch.
    throw clientError(
      'invalid_config',
      '"jwks.cacheMaxAge" is shorter than "jwks.cooldownDuration".',
      'Raise "cacheMaxAge", or shorten "cooldownDuration" (10000 by default) as well.',
    );
  }
  return durations;
}
