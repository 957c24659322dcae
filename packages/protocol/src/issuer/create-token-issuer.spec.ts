import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { createTokenIssuer } from './index.ts';

const subject = { userId: 'user-1', projectKey: 'my-project', audience: 'https://api.example.com/orders' };
const now = () => 1_600_092_341_000;

describe('createTokenIssuer', () => {
  it('mints the documented token, which an independent library verifies', async () => {
    const issuer = await createTokenIssuer({ issuer: 'http://localhost:8080', now });
    const token = issuer.mint({ ...subject, userPermissions: ['canViewAvengers'] });
    const verified = await jwtVerify(token, createLocalJWKSet(issuer.jwks()), { currentDate: new Date(now()) });
    expect(verified.payload).toEqual({
      exp: 1_600_092_401,
      iat: 1_600_092_341,
      sub: 'user-1',
      iss: 'http://localhost:8080',
      aud: 'https://api.example.com/orders',
      type: 'exchange',
      'http://localhost:8080/claims/project_key': 'my-project',
      'http://localhost:8080/claims/user_permissions': ['canViewAvengers'],
    });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', kid: issuer.jwks().keys[0]!.kid });
  });

  it('names no permissions that were not asked for', async () => {
    const issuer = await createTokenIssuer({ issuer: 'http://localhost:8080', now });
    expect(Object.keys(issuer.claimsFor(subject))).not.toContain('http://localhost:8080/claims/user_permissions');
  });

  it('gives two calls in one second the same token', async () => {
    const issuer = await createTokenIssuer({ issuer: 'http://localhost:8080', now });
    expect(issuer.mint(subject)).toBe(issuer.mint(subject));
  });

  it('serves old keys after a rotation until it is told not to', async () => {
    const issuer = await createTokenIssuer({ issuer: 'http://localhost:8080', now });
    const before = issuer.mint(subject);
    await issuer.rotate();
    expect(issuer.jwks().keys).toHaveLength(2);
    const options = { currentDate: new Date(now()) };
    await expect(jwtVerify(before, createLocalJWKSet(issuer.jwks()), options)).resolves.toBeDefined();
    await issuer.rotate({ keepPrevious: false });
    await expect(jwtVerify(before, createLocalJWKSet(issuer.jwks()), options)).rejects.toThrow();
    expect(issuer.jwks().keys).toHaveLength(1);
    await expect(jwtVerify(issuer.mint(subject), createLocalJWKSet(issuer.jwks()), options)).resolves.toBeDefined();
  });

  it('publishes no private part of a key', async () => {
    const issuer = await createTokenIssuer({ issuer: 'http://localhost:8080' });
    expect(Object.keys(issuer.jwks().keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('answers the two well-known paths and no other', async () => {
    const issuer = await createTokenIssuer({ issuer: 'http://localhost:8080' });
    expect(issuer.wellKnown('/.well-known/jwks.json')).toEqual(issuer.jwks());
    expect(issuer.wellKnown('/.well-known/openid-configuration')).toEqual({
      issuer: 'http://localhost:8080',
      jwks_uri: 'http://localhost:8080/.well-known/jwks.json',
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public'],
    });
    expect(issuer.wellKnown('/.well-known/other')).toBeUndefined();
  });
});
