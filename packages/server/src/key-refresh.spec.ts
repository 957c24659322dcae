import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import type { TokenIssuer } from '@forward-to/protocol/issuer';
import { createSessionAuthVerifier } from './index.ts';
import type { JwksOptions, SessionAuthVerifier } from './index.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';
import { until } from './test-support/until.ts';

const audience = 'https://api.example.com';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const subject = { userId: 'u1', projectKey: 'shop', audience };

let keys: KeyServer;
/** The same gateway with a key of before. */
let leaver: TokenIssuer;
let verify: SessionAuthVerifier;
/** Responses that the key server owes; whoever waits for one waits until the test gives it. */
let owed: ServerResponse[];
const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);

// The clock stands, and a fetch times out after a minute: nothing in these tests goes on by waiting long enough.
const createVerifier = (jwks: JwksOptions = { timeout: MINUTE }) =>
  createSessionAuthVerifier({ audience, issuer: keys.issuer.issuer, projects: ['shop'], now: () => keys.now, jwks });
const call = (token = keys.issuer.mint(subject)) => verify({ headers: { authorization: `Bearer ${token}` }, url: '/' });
const codeOf = async (token: string) => (await refusalOf(call(token))).code;
const strangeToken = () => keys.issuer.sign(keys.issuer.claimsFor(subject), { kid: 'stranger' });
const breakDown = () => {
  keys.answer = (_request, response) => response.writeHead(500).end();
};
const hang = () => {
  keys.answer = (_request, response) => owed.push(response);
};
/** The set before the key of `leaver` left it. */
const serveBothKeys = () => {
  keys.answer = (_request, response) =>
    response.end(JSON.stringify({ keys: [...keys.issuer.jwks().keys, ...leaver.jwks().keys] }));
};
const leaverIsOut = () =>
  call(leaver.mint(subject)).then(
    () => false,
    () => true,
  );
const release = () => {
  for (const response of owed.splice(0)) response.end(JSON.stringify(keys.issuer.jwks()));
};

beforeAll(async () => {
  keys = await startKeyServer();
  leaver = await createTokenIssuer({ issuer: keys.issuer.issuer, now: () => keys.now });
  process.on('unhandledRejection', noteUnhandled);
});
beforeEach(() => {
  keys.reset();
  owed = [];
  verify = createVerifier();
});
afterEach(release);
afterAll(async () => {
  process.off('unhandledRejection', noteUnhandled);
  await keys.close();
  expect(unhandled).toEqual([]);
});

describe('ahead of the end of the cache time', () => {
  it('one request has the keys fetched again, and no request waits', async () => {
    await call();
    hang();
    keys.now += 4 * MINUTE - 1;
    await call();
    expect(keys.fetches).toBe(1);
    keys.now += 1;
    await Promise.all(Array.from({ length: 20 }, () => call()));
    await until(() => owed.length > 0);
    await call();
    expect(keys.fetches).toBe(2);
  });

  it('the set that comes serves from then on', async () => {
    serveBothKeys();
    await call();
    keys.answer = undefined;
    keys.now += 4 * MINUTE;
    await call(leaver.mint(subject));
    await until(leaverIsOut);
    await call();
    // The first one, the one ahead of the end, and one for the key that is unknown now.
    expect(keys.fetches).toBe(3);
  });

  it('an unknown key waits for the fetch that is under way', async () => {
    await call();
    hang();
    keys.now += 4 * MINUTE;
    await call();
    await until(() => owed.length > 0);
    await keys.issuer.rotate();
    const waiting = call();
    release();
    await expect(waiting).resolves.toMatchObject({ userId: 'u1' });
    expect(keys.fetches).toBe(2);
  });
});

describe('once a fetch has failed', () => {
  /** A verifier whose keys have run out, and whose key server failed and hangs now. */
  const runOut = async () => {
    await call();
    breakDown();
    keys.now += 5 * MINUTE;
    await call();
    hang();
    keys.now += 10 * SECOND;
  };

  it('known keys serve at once, beside one fetch', async () => {
    await runOut();
    await Promise.all(Array.from({ length: 20 }, () => call()));
    await until(() => owed.length > 0);
    keys.now += 10 * SECOND;
    await call();
    expect(keys.fetches).toBe(3);
  });

  it('no fetch begins before the cool-down is over', async () => {
    await runOut();
    keys.now -= 1;
    await call();
    expect(await codeOf(strangeToken())).toBe('keys_unavailable');
    expect(keys.fetches).toBe(2);
  });

  it('an unknown key waits, and gets in only when it is in the set', async () => {
    await runOut();
    const strange = codeOf(strangeToken());
    await until(() => owed.length > 0);
    release();
    expect(await strange).toBe('unknown_key');
  });

  it('a key that left the set is rejected as soon as the key server is well again', async () => {
    serveBothKeys();
    await runOut();
    await call(leaver.mint(subject));
    await until(() => owed.length > 0);
    keys.answer = undefined;
    release();
    await until(leaverIsOut);
  });

  it('a failure that is older than the cache time counts no more: a key that left the set stays out', async () => {
    serveBothKeys();
    await call();
    breakDown();
    keys.now += 5 * MINUTE;
    await call(leaver.mint(subject));
    keys.answer = undefined;
    keys.now += 5 * MINUTE;
    expect(await codeOf(leaver.mint(subject))).toBe('unknown_key');
  });

  it('known keys end with maxStale, also while a fetch is under way', async () => {
    await runOut();
    await call();
    await until(() => owed.length > 0);
    keys.now += 15 * MINUTE;
    hang();
    const waiting = call();
    await until(() => owed.length > 1);
    keys.answer = undefined;
    for (const response of owed.splice(0)) response.writeHead(500).end();
    expect((await refusalOf(waiting)).code).toBe('keys_unavailable');
  });
});
