import { expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { createTokenIssuer, createWebTokenIssuer } from './index.ts';

const options = { issuer: 'https://mc-api.example.com', now: () => 1_600_092_341_000 };
const subject = {
  userId: 'user-é-漢-😀',
  projectKey: 'my-project',
  audience: 'https://api.example.com/orders',
  userPermissions: ['canViewAvengers'],
};

it('mints what the issuer of Node mints, and an independent library verifies it', async () => {
  const issuer = await createWebTokenIssuer(options);
  const token = await issuer.mint(subject);
  const { payload } = await jwtVerify(token, createLocalJWKSet(issuer.jwks()), {
    currentDate: new Date(options.now()),
  });
  expect(payload).toEqual((await createTokenIssuer(options)).claimsFor(subject));
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', kid: issuer.jwks().keys[0]!.kid });
});

it('publishes no private part of its key', async () => {
  const issuer = await createWebTokenIssuer(options);
  expect(Object.keys(issuer.jwks().keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});
