import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import { takeWarnings } from '../../../test-support/warnings.ts';
import { createSessionAuthVerifier } from './index.ts';
import type { JwksOptions, SessionAuthVerifier } from './index.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';

const audience = 'https://api.example.com';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const subject = { userId: 'u1', projectKey: 'shop', audience };

let keys: KeyServer;
let verify: SessionAuthVerifier;

const createVerifier = (jwks?: JwksOptions) =>
  createSessionAuthVerifier({ audience, issuer: keys.issuer.issuer, projects: ['shop'], now: () => keys.now, jwks });

beforeAll(async () => {
  keys = await startKeyServer();
});
beforeEach(() => {
  keys.reset();
  verify = createVerifier();
});
afterAll(() => keys.close());

const call = (token = keys.issuer.mint(subject)) => verify({ headers: { authorization: `Bearer ${token}` }, url: '/' });
const codeOf = async (token?: string) => (await refusalOf(call(token))).code;
/** A token of a key that the issuer never had. */
const strangeToken = (kid: string) => keys.issuer.sign(keys.issuer.claimsFor(subject), { kid });
const breakDown = () => {
  keys.answer = (_request, response) => response.writeHead(500).end();
};

describe('while all is well', () => {
  it('fetches the keys once for many calls at once, and again after 5 minutes', async () => {
    await Promise.all(Array.from({ length: 50 }, () => call()));
    keys.now += 5 * MINUTE - 1;
    await call();
    expect(keys.fetches).toBe(1);
    keys.now += 1;
    await Promise.all([call(), call()]);
    expect(keys.fetches).toBe(2);
  });

  it('follows a new key at once, and forgets one that left the set within the cache time', async () => {
    await call();
    const old = keys.issuer.mint(subject);
    await keys.issuer.rotate({ keepPrevious: false });
    await call();
    expect(keys.fetches).toBe(2);
    expect(await codeOf(old)).toBe('unknown_key');

    const older = await createTokenIssuer({ issuer: keys.issuer.issuer, now: () => keys.now });
    keys.answer = (_request, response) => response.end(JSON.stringify(older.jwks()));
    await call();
    keys.now += 5 * MINUTE;
    expect(await codeOf()).toBe('unknown_key');
    await expect(call(older.mint(subject))).resolves.toMatchObject({ userId: 'u1' });
  });

  it('fetches at most once per cool-down for any number of unknown keys', async () => {
    await call();
    for (let kid = 0; kid < 20; kid += 1) expect(await codeOf(strangeToken(`k${kid}`))).toBe('unknown_key');
    expect(keys.fetches).toBe(2);
    keys.now += 10 * SECOND;
    await Promise.all(Array.from({ length: 20 }, (_, kid) => codeOf(strangeToken(`k${kid}`))));
    expect(keys.fetches).toBe(3);
  });

  it('counts a fetch that finds the key among those for unknown keys', async () => {
    await call();
    await keys.issuer.rotate();
    await call();
    expect(keys.fetches).toBe(2);
    expect(await codeOf(strangeToken('k'))).toBe('unknown_key');
    expect(keys.fetches).toBe(2);
  });

  it('does not fetch twice for an unknown key that caused the first fetch', async () => {
    expect(await codeOf(strangeToken('k'))).toBe('unknown_key');
    expect(await codeOf(strangeToken('k'))).toBe('unknown_key');
    expect(keys.fetches).toBe(1);
  });
});

describe('through an outage', () => {
  it('answers 503 without keys, and asks again only after the cool-down', async () => {
    breakDown();
    expect(await refusalOf(call())).toMatchObject({ code: 'keys_unavailable', statusCode: 503, actual: 'status 500' });
    expect(await codeOf()).toBe('keys_unavailable');
    expect(keys.fetches).toBe(1);
    keys.answer = undefined;
    expect(await codeOf()).toBe('keys_unavailable');
    keys.now += 10 * SECOND;
    await call();
    expect(keys.fetches).toBe(2);
  });

  it('serves known keys for 15 minutes beyond their cache time', async () => {
    await call();
    breakDown();
    keys.now += 5 * MINUTE;
    await call();
    expect(await codeOf(strangeToken('k'))).toBe('keys_unavailable');
    keys.now += 15 * MINUTE - 1;
    await call();
    keys.now += 1;
    expect(await codeOf()).toBe('keys_unavailable');
  });

  it('keeps serving known keys when the fetch for an unknown one fails', async () => {
    await call();
    breakDown();
    expect(await codeOf(strangeToken('k'))).toBe('keys_unavailable');
    await call();
    expect(keys.fetches).toBe(2);
  });

  it('fetches again after the clock was set back', async () => {
    await call();
    keys.now -= 60 * MINUTE;
    await call();
    expect(keys.fetches).toBe(2);
  });
});

describe('what counts as no key set', () => {
  it.each([
    ['a redirect', 302, ''],
    ['no JSON', 200, '<html>'],
    ['null', 200, 'null'],
    ['an empty set', 200, '{"keys":[]}'],
    ['more than 64 KiB', 200, ' '.repeat(64 * 1024 + 1)],
  ])('%s', async (_, status, body) => {
    keys.answer = (request, response) => {
      if (request.url === '/elsewhere') response.end(JSON.stringify(keys.issuer.jwks()));
      else response.writeHead(status, { Location: '/elsewhere' }).end(body);
    };
    expect(await codeOf()).toBe('keys_unavailable');
    expect(keys.fetches).toBe(1);
  });

  it('a body of 64 KiB that never says how long it is', async () => {
    keys.answer = (_request, response) => {
      for (let part = 0; part < 70; part += 1) response.write(' '.repeat(1024));
    };
    expect(await refusalOf(call())).toMatchObject({ code: 'keys_unavailable', actual: 'more than 65536 bytes' });
  });

  it('a server that is silent, or stops in the middle', async () => {
    verify = createVerifier({ timeout: 50, cooldownDuration: 0 });
    keys.answer = () => undefined;
    expect(await refusalOf(call())).toMatchObject({ code: 'keys_unavailable', actual: 'no answer within 50 ms' });
    keys.answer = (_request, response) => response.write('{');
    expect(await refusalOf(call())).toMatchObject({ code: 'keys_unavailable', actual: 'no answer within 50 ms' });
    keys.answer = (request) => request.socket.destroy();
    expect(await refusalOf(call())).toMatchObject({
      code: 'keys_unavailable',
      actual: 'the key set cannot be reached',
    });
  });
});

describe('keys that do not count', () => {
  const rsa = (modulusLength: number) =>
    generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });

  it('leaves the rest of the set usable', async () => {
    const [good] = keys.issuer.jwks().keys;
    const bad = [null, 'key', [], {}, { ...good, n: 'AQAB' }, { ...good, n: 7 }, { ...good, n: `${good?.n ?? ''}=` }];
    keys.answer = (_request, response) => response.end(JSON.stringify({ keys: [...bad, good] }));
    await expect(call()).resolves.toMatchObject({ userId: 'u1' });
  });

  it.each([
    ['too short', () => rsa(1024)],
    ['for encryption', (good: object) => ({ ...good, use: 'enc' })],
    ['for another algorithm', (good: object) => ({ ...good, alg: 'RS512' })],
    ['not for verifying', (good: object) => ({ ...good, key_ops: ['sign'] })],
    ['of another type', (good: object) => ({ ...good, kty: 'oct', k: 'AAAA' })],
    ['with an exponent of 1', (good: object) => ({ ...good, e: 'AQ' })],
    ['without kid', (good: object) => ({ ...good, kid: undefined })],
  ])('takes no key %s', async (_, spoil) => {
    const [good] = keys.issuer.jwks().keys;
    const spoiled = { kid: good?.kid, use: 'sig', ...spoil(good ?? {}) };
    keys.answer = (_request, response) => response.end(JSON.stringify({ keys: [spoiled, { ...good, kid: 'other' }] }));
    expect(await codeOf()).toBe('unknown_key');
  });
});

it('asks nobody for a fixed set of keys', async () => {
  verify = createVerifier({ keys: keys.issuer.jwks() });
  await call();
  verify = createVerifier({ keys: keys.issuer.jwks().keys });
  await call();
  expect(await codeOf(strangeToken('k'))).toBe('unknown_key');
  expect(keys.fetches).toBe(0);
});

it('takes the keys from "jwksUri" and with a fetch of one\'s own', async () => {
  const asked: string[] = [];
  verify = createSessionAuthVerifier({
    audience,
    issuer: 'gcp-eu',
    projects: ['shop'],
    now: () => keys.now,
    jwks: { jwksUri: 'https://keys.example.com/set.json' },
    fetch: (input) => {
      asked.push(input as string);
      return Promise.resolve(Response.json(keys.issuer.jwks()));
    },
  });
  expect(await codeOf()).toBe('issuer_mismatch');
  expect(takeWarnings().at(-1)).toMatchObject({ code: 'FORWARD_TO_LOCAL_GATEWAY' });
  const token = keys.issuer.sign({ ...keys.issuer.claimsFor(subject), iss: 'https://mc-api.commercetools.com' });
  expect(await codeOf(token)).toBe('missing_claim'); // the Project key is named after the issuer
  expect(asked).toEqual(['https://keys.example.com/set.json']);
});
