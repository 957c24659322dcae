import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import { createSessionAuthVerifier } from './index.ts';
import type { SessionAuthVerifier } from './index.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { startKeyServer } from './test-support/start-key-server.ts';
import type { KeyServer } from './test-support/start-key-server.ts';

const audience = 'https://api.example.com';
const subject = {
  userId: 'u1',
  projectKey: 'shop',
  audience: `${audience}/orders`,
  userPermissions: ['canViewOrders'],
};

let keys: KeyServer;
let verify: SessionAuthVerifier;

beforeAll(async () => {
  keys = await startKeyServer();
  verify = createSessionAuthVerifier({
    audience,
    issuer: keys.issuer.issuer,
    projects: ['shop'],
    now: () => keys.now,
  });
});
afterAll(() => keys.close());

const call = (token: string) => verify({ headers: { authorization: `Bearer ${token}` }, url: '/orders?page=2' });
const codeOf = async (token: string) => (await refusalOf(call(token))).code;
const claims = () => keys.issuer.claimsFor(subject);
const seconds = () => keys.now / 1000;
const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

it('gives the session of a good token, exactly these keys', async () => {
  await expect(call(keys.issuer.mint(subject))).resolves.toStrictEqual({
    userId: 'u1',
    projectKey: 'shop',
    userPermissions: ['canViewOrders'],
  });
  const withoutPermissions = { ...subject, userPermissions: undefined };
  await expect(call(keys.issuer.mint(withoutPermissions))).resolves.toStrictEqual({ userId: 'u1', projectKey: 'shop' });
  await expect(call(keys.issuer.mint({ ...subject, userPermissions: [] }))).resolves.toMatchObject({
    userPermissions: [],
  });
});

describe('form', () => {
  it.each([
    ['nothing but dots', () => '..'],
    ['two parts', (token: string) => token.split('.').slice(0, 2).join('.')],
    ['four parts', (token: string) => `${token}.`],
    ['a padded part', (token: string) => `${token}=`],
    ['the other base64 alphabet', (token: string) => token.replace(/.$/, '+')],
    ['a part of impossible length', (token: string) => `${token}AAA`],
    ['more than 16 KiB', (token: string) => token + 'A'.repeat(16 * 1024)],
    ['a header that is no JSON', (token: string) => token.replace(/^[^.]+/, encode('{'))],
    ['a header that is a list', (token: string) => token.replace(/^[^.]+/, encode([]))],
    ['a header that is null', (token: string) => token.replace(/^[^.]+/, encode('null'))],
    ['claims that are a string', (token: string) => token.replace(/\.[^.]+\./, `.${encode('"x"')}.`)],
    ['bytes that are no UTF-8', (token: string) => token.replace(/^[^.]+/, Buffer.from([0xff]).toString('base64url'))],
    ['a byte order mark', (token: string) => token.replace(/^[^.]+/, encode('\uFEFF{"alg":"RS256","kid":"x"}'))],
  ])('refuses %s', async (_, spoil) => {
    expect(await codeOf(spoil(keys.issuer.mint(subject)))).toBe('malformed_token');
  });

  it('refuses a second spelling of the same signature', async () => {
    const token = keys.issuer.mint(subject);
    // 256 bytes make 342 characters, of which the last has 4 bits to spare.
    const other = token.slice(0, -1) + ({ A: 'B', Q: 'R', g: 'h', w: 'x' }[token.at(-1) ?? ''] ?? '');
    const signatureOf = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url');
    expect(signatureOf(other)).toEqual(signatureOf(token));
    expect(await codeOf(other)).toBe('malformed_token');
  });

  it.each([
    ['crit', { crit: ['b64'], b64: false }],
    ['an empty crit', { crit: [] }],
    ['no kid', { kid: undefined }],
    ['a kid that is a number', { kid: 1 }],
    ['an empty kid', { kid: '' }],
  ])('refuses a header with %s', async (_, header) => {
    expect(await codeOf(keys.issuer.sign(claims(), header))).toBe('malformed_token');
  });
});

describe('signature', () => {
  it.each(['none', 'None', 'HS256', 'RS384', 'PS256', 'ES256', 'rs256', '', 256, null, ['RS256']])(
    'refuses the algorithm %p',
    async (alg) => {
      expect(await codeOf(keys.issuer.sign(claims(), { alg }))).toBe('algorithm_not_allowed');
    },
  );

  it('refuses HMAC with the public key as its secret', async () => {
    const [key] = keys.issuer.jwks().keys;
    const signed = `${encode({ alg: 'HS256', kid: key?.kid })}.${encode(claims())}`;
    const token = `${signed}.${createHmac('sha256', key?.n ?? '')
      .update(signed)
      .digest('base64url')}`;
    expect(await codeOf(token)).toBe('algorithm_not_allowed');
  });

  it('refuses changed claims', async () => {
    const [header = '', , signature = ''] = keys.issuer.mint(subject).split('.');
    expect(await codeOf(`${header}.${encode({ ...claims(), sub: 'u2' })}.${signature}`)).toBe('invalid_signature');
  });

  it('refuses the key of somebody else, under a kid of the issuer and brought along in the header', async () => {
    const stranger = await createTokenIssuer({ issuer: keys.issuer.issuer, now: () => keys.now });
    const [own] = stranger.jwks().keys;
    const token = stranger.sign(claims(), {
      kid: keys.issuer.jwks().keys[0]?.kid,
      jwk: own,
      jku: 'https://evil.example',
    });
    expect(await codeOf(token)).toBe('invalid_signature');
    expect(await codeOf(stranger.mint(subject))).toBe('unknown_key');
    expect(await codeOf(stranger.sign(claims(), { kid: '__proto__' }))).toBe('unknown_key');
  });
});

describe('claims', () => {
  const signedWith = (changes: Record<string, unknown>) => keys.issuer.sign({ ...claims(), ...changes });
  const own = (name: string) => `${keys.issuer.issuer}/claims/${name}`;

  it.each(['exp', 'iat', 'iss', 'aud', 'sub'])('refuses a token without %s', async (name) => {
    expect(await codeOf(signedWith({ [name]: undefined }))).toBe('missing_claim');
  });

  it('refuses a token without Project key, or with that of another issuer', async () => {
    expect(await codeOf(signedWith({ [own('project_key')]: undefined }))).toBe('missing_claim');
    expect(
      await codeOf(
        signedWith({ [own('project_key')]: undefined, 'https://mc-api.example.com/claims/project_key': 'shop' }),
      ),
    ).toBe('missing_claim');
  });

  it.each([
    ['exp as text', { exp: '99999999999' }],
    ['exp as null', { exp: null }],
    ['iat as text', { iat: '1' }],
    ['nbf as text', { nbf: '1' }],
    ['nbf as null', { nbf: null }],
    ['iss as a list', { iss: ['x'] }],
    ['aud as a list', { aud: [`${audience}/orders`] }],
    ['aud as null', { aud: null }],
    ['an empty sub', { sub: '' }],
    ['sub as a number', { sub: 7 }],
  ])('refuses %s', async (_, changes) => {
    expect(await codeOf(signedWith(changes))).toBe('invalid_claim');
  });

  it.each([['text'], [{ 0: 'canViewOrders' }], [null], [['canViewOrders', 7]], [['']], [true]])(
    'refuses the permissions %p',
    async (permissions) => {
      expect(await codeOf(signedWith({ [own('user_permissions')]: permissions }))).toBe('invalid_claim');
    },
  );

  it('refuses an exp that JSON makes infinite', async () => {
    const issuer = await createTokenIssuer({ issuer: keys.issuer.issuer });
    const unlimited = createSessionAuthVerifier({
      audience,
      issuer: issuer.issuer,
      projects: 'any',
      now: () => keys.now,
      jwks: { keys: issuer.jwks() },
    });
    const stringify = JSON.stringify;
    const token = (() => {
      JSON.stringify = ((value: unknown) => stringify(value).replace('"exp":0', '"exp":1e999')) as typeof stringify;
      try {
        return issuer.sign({ ...claims(), exp: 0 });
      } finally {
        JSON.stringify = stringify;
      }
    })();
    const { code } = await refusalOf(unlimited({ headers: { authorization: `Bearer ${token}` }, url: '/orders' }));
    expect(code).toBe('invalid_claim');
  });

  it.each([
    ['an issuer that is not configured', { iss: 'https://mc-api.example.com' }, 'issuer_mismatch'],
    ['a token of another type', { type: 'session' }, 'wrong_token_type'],
    ['a token without type', { type: undefined }, 'wrong_token_type'],
    ['a Project that is not served', {}, 'project_not_allowed'],
  ])('refuses %s', async (_, changes, code) => {
    const project = code === 'project_not_allowed' ? { [own('project_key')]: 'other-shop' } : {};
    expect(await codeOf(signedWith({ ...changes, ...project }))).toBe(code);
  });

  it('refuses an issuer that differs in a trailing slash', async () => {
    expect(await codeOf(signedWith({ iss: `${keys.issuer.issuer}/` }))).toBe('issuer_mismatch');
  });

  it.each([
    ['expired by less than the tolerance', { exp: -4.9, iat: -60 }, undefined],
    ['expired by the tolerance', { exp: -5, iat: -60 }, undefined],
    ['expired by more', { exp: -6, iat: -60 }, 'token_expired'],
    ['over before it began', { exp: -3, iat: -2 }, 'invalid_claim'],
    ['issued ahead by the tolerance', { iat: 5, exp: 60 }, undefined],
    ['issued ahead by more', { iat: 6, exp: 60 }, 'token_not_yet_valid'],
    ['valid from now', { nbf: 5 }, undefined],
    ['valid later', { nbf: 6 }, 'token_not_yet_valid'],
    ['as long as allowed', { iat: 0, exp: 65 }, undefined],
    ['too long', { iat: 0, exp: 66 }, 'lifetime_too_long'],
  ])('judges a token that is %s', async (_, times, code) => {
    const changes = Object.fromEntries(Object.entries(times).map(([name, time]) => [name, seconds() + time]));
    const outcome = call(signedWith(changes));
    if (code === undefined) await expect(outcome).resolves.toMatchObject({ userId: 'u1' });
    else expect((await refusalOf(outcome)).code).toBe(code);
  });
});

it('never shows a token, a user or the Project of somebody else', async () => {
  const secret = { ...subject, userId: 'secret-user', projectKey: 'secret-project' };
  const token = keys.issuer.mint(secret);
  for (const spoiled of [
    token,
    `${token}A`,
    keys.issuer.mint({ ...secret, audience: 'https://x:y@z.example/?secret-query' }),
  ]) {
    const error = await refusalOf(call(spoiled));
    const shown = JSON.stringify([
      error,
      Object.entries(error),
      error.message,
      error.hint,
      error.expected,
      error.actual,
    ]);
    expect(shown).not.toMatch(/secret|x:y|eyJ/);
  }
});
