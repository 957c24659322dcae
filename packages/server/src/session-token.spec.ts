import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSessionAuthVerifier } from './index.ts';
import { API, createLab, encode, ISSUER, json, NOW, PATH } from './test-support/attacks/lab.ts';
import { refusalOf } from './test-support/refusal-of.ts';

const lab = createLab();
const verify = createSessionAuthVerifier({
  audience: API,
  issuer: ISSUER,
  projects: ['my-project'],
  jwks: { keys: lab.keys },
  now: () => NOW,
});
const send = (token: string) => refusalOf(verify({ headers: { authorization: `Bearer ${token}` }, url: PATH }));

const claims = { iss: ISSUER, type: 'session', iat: NOW / 1000, exp: NOW / 1000 + 3600, nonce: 'n' };
const sessionToken = (header: object) => {
  const content = `${encode(json(header))}.${encode(json(claims))}`;
  return `${content}.${createHmac('sha256', 'secret').update(content).digest('base64url')}`;
};

describe('a session token that is sent straight to the API', () => {
  it.each([
    ['signed with a secret', { alg: 'HS256', typ: 'JWT' }],
    ['signed with a secret, with a key ID', { alg: 'HS256', kid: 'gateway' }],
    ['without key ID', { alg: 'RS256' }],
  ])('is named as what it is when it is %s', async (_name, header) => {
    const error = await send(sessionToken(header));
    expect(error).toMatchObject({ code: 'wrong_token_type', expected: 'exchange' });
    expect(error.hint).toContain('/proxy/forward-to');
  });

  it('is explained when it is no JWT, as that of the local gateway', async () => {
    const error = await send('mJ3yqLw0bXb1bq0vG5Vn2u7v0m5C8m2n4q6s8u0w2y4');
    expect(error.code).toBe('malformed_token');
    expect(error.hint).toContain('session token');
  });
});

it('names the permission that the user lacks, and the flag of the local gateway', async () => {
  const { assertPermissions } = await import('./index.ts');
  const session = { userId: 'u1', projectKey: 'my-project', userPermissions: ['canViewOrders'] };
  expect(() => {
    assertPermissions(session, 'canViewOrders', 'canManageOrders');
  }).toThrow(
    expect.objectContaining({
      expected: ['canManageOrders'],
      hint: expect.stringMatching(/lacks "canManageOrders"\..*add "canManageOrders" to the "--permissions"/),
    }),
  );
});
