import { describe, expect, it } from '@jest/globals';
import { createSessionAuthVerifier } from './index.ts';
import { API, createLab, ISSUER, NOW, PATH } from './test-support/attacks/lab.ts';
import { refusalOf } from './test-support/refusal-of.ts';

const lab = createLab();
const verify = createSessionAuthVerifier({
  audience: API,
  issuer: ISSUER,
  projects: ['my-project'],
  jwks: { keys: lab.keys },
  now: () => NOW,
});
const refused = (token: string) => refusalOf(verify({ headers: { authorization: `Bearer ${token}` }, url: PATH }));

describe('the header of a token', () => {
  it.each([
    ['HS256', 'HS256'],
    ['a-20-character-name_', 'a-20-character-name_'],
    ['a-21-character-name__', undefined],
    ['two words', undefined],
    ['HS256\n', undefined],
    ['', undefined],
    [256, undefined],
  ])('with the algorithm %j shows %j of it', async (alg, shown) => {
    const error = await refused(lab.token({}, { alg }));
    expect([error.code, error.expected, error.actual]).toEqual(['algorithm_not_allowed', 'RS256', shown]);
  });

  it('says which members it must have, and which not', async () => {
    expect((await refused(lab.token({}, { kid: '' }))).expected).toBe('a header with "kid"');
    expect((await refused(lab.token({}, { crit: ['b64'] }))).expected).toBe('a header without "crit" and "b64"');
  });
});

it('reads a token of 16 KiB, and no longer one', async () => {
  const padded = (note: number) => lab.token({ note: 'n'.repeat(note) });
  // Base64url writes three bytes as four characters, so that some lengths don't occur.
  let note = 11_700;
  while (padded(note).length < 16 * 1024) note += 1;
  const [longest, tooLong] = [padded(note), padded(note + 1)];
  expect(longest).toHaveLength(16 * 1024);
  await expect(verify({ headers: { authorization: `Bearer ${longest}` }, url: PATH })).resolves.toBeDefined();
  const error = await refused(tooLong);
  expect([error.code, error.expected]).toEqual(['malformed_token', 'at most 16384 characters']);
  expect(error.actual).toBe(String(tooLong.length));
});
