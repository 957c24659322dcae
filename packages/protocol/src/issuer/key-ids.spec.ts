import { expect, it } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import { createTokenIssuer, createWebTokenIssuer } from './index.ts';
import type { TokenIssuer, WebTokenIssuer } from './index.ts';

it.each([
  ['Node', createTokenIssuer],
  ['WebCrypto', createWebTokenIssuer],
])('names a key of %s after its thumbprint (RFC 7638), so that no two keys share a name', async (_, createIssuer) => {
  const made = [createIssuer({ issuer: 'https://a.example' }), createIssuer({ issuer: 'https://a.example' })];
  const keys = (await Promise.all<TokenIssuer | WebTokenIssuer>(made)).map((issuer) => issuer.jwks().keys[0]!);
  for (const key of keys) expect(key.kid).toBe(await calculateJwkThumbprint(key));
  expect(keys[0]!.kid).not.toBe(keys[1]!.kid);
});
