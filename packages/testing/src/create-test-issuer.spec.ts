import { beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { badTokenKinds, createTestIssuer } from './index.ts';
import type { TestIssuer } from './index.ts';

const NOW = 1_600_092_341_000;
const url = 'https://api.example.com/orders?page=2';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createTestIssuer({ now: () => NOW });
});

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

describe('authorization', () => {
  it('gives the header of one call: who, where, and the permissions only when they are given', () => {
    const [scheme, token] = issuer.authorization({ userId: 'u1', projectKey: 'shop', url }).split(' ');
    expect(scheme).toBe('Bearer');
    expect(claimsOf(token!)).toEqual({
      iss: 'https://mc-api.example.com',
      sub: 'u1',
      aud: 'https://api.example.com/orders',
      iat: NOW / 1000,
      exp: NOW / 1000 + 60,
      type: 'exchange',
      'https://mc-api.example.com/claims/project_key': 'shop',
    });
    const asked = issuer.authorization({ url, permissions: ['canViewOrders'] }).slice('Bearer '.length);
    expect(claimsOf(asked)['https://mc-api.example.com/claims/user_permissions']).toEqual(['canViewOrders']);
  });

  it('follows the audience policy', () => {
    const token = issuer.authorization({ url, audiencePolicy: 'forward-url-origin' }).slice('Bearer '.length);
    expect(claimsOf(token).aud).toBe('https://api.example.com');
  });
});

describe('mint', () => {
  it('changes the claims that it is given, and leaves out what is undefined', () => {
    const claims = claimsOf(issuer.mint({ sub: 'someone', type: undefined, extra: 1 }));
    expect(claims).toMatchObject({ sub: 'someone', extra: 1, aud: 'https://api.example.com' });
    expect(claims).not.toHaveProperty('type');
  });
});

describe('mintBad', () => {
  it('mints a different token for every kind, none of them the good one', () => {
    const tokens = badTokenKinds.map((kind) => issuer.mintBad(kind, { url }));
    expect(new Set([...tokens, issuer.authorization({ url }).slice('Bearer '.length)]).size).toBe(
      badTokenKinds.length + 1,
    );
  });
});

describe('serve', () => {
  it('serves the keys where a verifier of another maker looks, and becomes the issuer', async () => {
    const own = await createTestIssuer({ now: () => NOW });
    const served = await own.serve();
    try {
      expect(own.issuer).toBe(served.url);
      const keys = createRemoteJWKSet(new URL(`${own.issuer}/.well-known/jwks.json`));
      const { payload } = await jwtVerify(own.authorization({ url }).slice('Bearer '.length), keys, {
        issuer: own.issuer,
        audience: 'https://api.example.com/orders',
        currentDate: new Date(NOW),
      });
      expect(payload[`${own.issuer}/claims/project_key`]).toBe('my-project');
      expect((await fetch(`${served.url}/other`)).status).toBe(404);
    } finally {
      await served.close();
    }
  });

  it('keeps an issuer that it was given', async () => {
    const own = await createTestIssuer({ issuer: 'https://gateway.example.com' });
    const served = await own.serve();
    await served.close();
    expect(own.issuer).toBe('https://gateway.example.com');
    expect(served.jwksUri).toBe(`${served.url}/.well-known/jwks.json`);
  });
});
