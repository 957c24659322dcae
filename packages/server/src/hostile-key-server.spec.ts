import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import { createSessionAuthVerifier } from './index.ts';
import type { SessionAuthVerifier } from './index.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';

const audience = 'https://api.example.com';
const MEBIBYTE = 1024 * 1024;

let keys: KeyServer;
let verify: SessionAuthVerifier;

/** Patient by default, so that a busy machine fails no test. */
const createVerifier = (timeout = 60_000) =>
  createSessionAuthVerifier({
    audience,
    issuer: keys.issuer.issuer,
    projects: ['shop'],
    now: () => keys.now,
    jwks: { timeout },
  });

beforeAll(async () => {
  keys = await startKeyServer();
});
beforeEach(() => {
  keys.reset();
  verify = createVerifier();
});
afterAll(() => keys.close());

const call = () => {
  const token = keys.issuer.mint({ userId: 'u1', projectKey: 'shop', audience });
  return verify({ headers: { authorization: `Bearer ${token}` }, url: '/' });
};
const goodSet = () => JSON.stringify(keys.issuer.jwks());

/** Writes again and again until the reader has had enough; gives the number of bytes that it took. */
function pour(response: ServerResponse, chunk: string, limit: number): Promise<number> {
  return new Promise((resolve) => {
    let sent = 0;
    const write = () => {
      while (sent < limit && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', write);
    response.on('close', () => {
      resolve(sent);
    });
    write();
  });
}

describe('is no key set, and gets no second request', () => {
  const page = '<!doctype html><title>Sign in</title>';
  const answers: Record<string, [RequestListener, reason: string]> = {
    'a redirect to a good set': [
      (request, response) => {
        if (request.url === '/elsewhere') response.end(goodSet());
        else response.writeHead(302, { Location: '/elsewhere' }).end();
      },
      'status 302',
    ],
    'a redirect with a good set as its body': [
      (_request, response) => response.writeHead(301, { Location: '/elsewhere' }).end(goodSet()),
      'status 301',
    ],
    'a failure with a good set as its body': [
      (_request, response) => response.writeHead(500).end(goodSet()),
      'status 500',
    ],
    'an answer that is not the whole': [(_request, response) => response.writeHead(206).end(goodSet()), 'status 206'],
    'a page for people': [
      (_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(page),
      'not JSON',
    ],
    'a good set with something behind it': [(_request, response) => response.end(`${goodSet()}x`), 'not JSON'],
    'a list of nothing usable': [(_request, response) => response.end('[[], "key", 7]'), 'no usable key in the set'],
    'keys that are no list': [
      (_request, response) => response.end(JSON.stringify({ keys: { 0: keys.issuer.jwks().keys[0] } })),
      'no usable key in the set',
    ],
    silence: [() => undefined, 'no answer within 150 ms'],
    'headers and silence': [
      (_request, response) => {
        response.writeHead(200).flushHeaders();
      },
      'no answer within 150 ms',
    ],
    'a good set, one byte at a time': [
      (_request, response) => {
        const bytes = goodSet()[Symbol.iterator]();
        const timer = setInterval(() => response.write(bytes.next().value ?? ' '), 5);
        response.on('close', () => {
          clearInterval(timer);
        });
      },
      'no answer within 150 ms',
    ],
    'a body that announces 100 MB': [
      (_request, response) => {
        response.writeHead(200, { 'Content-Length': 100 * MEBIBYTE }).write('{');
      },
      'more than 65536 bytes',
    ],
    'a connection that breaks': [
      (_request, response) => {
        response.writeHead(200, { 'Content-Length': 1000 });
        response.write('{"keys":[', () => response.destroy());
      },
      'the key set cannot be reached',
    ],
  };

  it.each(Object.entries(answers))('%s', async (_name, [answer, reason]) => {
    keys.answer = answer;
    if (reason.includes('150 ms')) verify = createVerifier(150);
    expect(await refusalOf(call())).toMatchObject({ code: 'keys_unavailable', statusCode: 503, actual: reason });
    expect(keys.fetches).toBe(1);
  });
});

it('hangs up on 100 MB long before their end', async () => {
  let poured = Promise.resolve(0);
  keys.answer = (_request, response) => {
    poured = pour(response, ' '.repeat(MEBIBYTE / 4), 100 * MEBIBYTE);
  };
  expect(await refusalOf(call())).toMatchObject({ code: 'keys_unavailable', actual: 'more than 65536 bytes' });
  // What was on its way in buffers counts as sent.
  expect(await poured).toBeLessThan(20 * MEBIBYTE);
});

it('takes a good set whatever its content type', async () => {
  keys.answer = (_request, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end(goodSet());
  await expect(call()).resolves.toMatchObject({ userId: 'u1' });
});

describe('a set that holds bad keys too', () => {
  const serve = (change: (good: object, kid: string) => readonly unknown[]) => {
    const [good] = keys.issuer.jwks().keys;
    const list = change(good ?? {}, good?.kid ?? '');
    keys.answer = (_request, response) => response.end(JSON.stringify({ keys: list }));
  };

  it('takes the first of two keys with one ID, whoever else comes later', async () => {
    const stranger = await createTokenIssuer({ issuer: keys.issuer.issuer, now: () => keys.now });
    const [foreign] = stranger.jwks().keys;
    serve((good, kid) => [good, { ...foreign, kid }]);
    await expect(call()).resolves.toMatchObject({ userId: 'u1' });
  });

  it.each<[string, (good: object, kid: string) => object]>([
    ['a symmetric one', (_good, kid) => ({ kty: 'oct', kid, k: 'c2VjcmV0', alg: 'HS256' })],
    [
      'one of 1024 bits',
      (_good, kid) => ({
        ...generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }),
        kid,
      }),
    ],
    ['an elliptic one', (_good, kid) => ({ kty: 'EC', kid, crv: 'P-256', x: 'AQ', y: 'AQ' })],
    ['one with a modulus of zeros', (good) => ({ ...good, n: Buffer.alloc(256).toString('base64url') })],
    ['one with an even modulus', (good) => ({ ...good, n: Buffer.alloc(256, 0xfe).toString('base64url') })],
    ['one with a huge modulus', (good) => ({ ...good, n: Buffer.alloc(4096, 0xff).toString('base64url') })],
    ['one with a huge exponent', (good) => ({ ...good, e: Buffer.alloc(256, 0xff).toString('base64url') })],
    ['one with a list as modulus', (good) => ({ ...good, n: ['AQAB'] })],
  ])('leaves out %s, also under the ID of a good one', async (_name, spoil) => {
    serve((good, kid) => [spoil(good, kid), good]);
    await expect(call()).resolves.toMatchObject({ userId: 'u1' });
  });
});
