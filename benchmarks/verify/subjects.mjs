// What is compared. Each rejects a bad token; those that know requests get one as Node makes it of a call of the gateway.
import { verify } from 'node:crypto';
import { createSessionAuthVerifier as createReference } from '@commercetools-backend/express';
import { JwtVerifier } from 'aws-jwt-verify';
import { createVerifier as createFastJwt } from 'fast-jwt';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { createSessionAuthVerifier } from '../../packages/server/dist/index.js';
import { AUDIENCE, PATH } from './issuer.mjs';

export function createSubjects({ issuer, jwks, publicKey }) {
  const audience = AUDIENCE + PATH;
  return [
    { name: 'bare crypto.verify', verify: bare(publicKey) },
    { name: '@forward-to/server', prepare: requestWith, verify: ours(issuer) },
    { name: '@commercetools-backend/express', prepare: requestWith, verify: reference(issuer) },
    { name: 'aws-jwt-verify', verify: awsJwtVerify({ issuer, audience, jwks }) },
    { name: 'fast-jwt', verify: fastJwt({ issuer, audience, publicKey }) },
    { name: 'jose', verify: jose({ issuer, audience, jwks }) },
  ];
}

export function bare(publicKey) {
  return (token) => {
    const end = token.lastIndexOf('.');
    const signature = Buffer.from(token.slice(end + 1), 'base64url');
    if (!verify('RSA-SHA256', Buffer.from(token.slice(0, end)), publicKey, signature)) throw new Error('bad signature');
  };
}

function ours(issuer) {
  return createSessionAuthVerifier({ audience: AUDIENCE, issuer, projects: ['my-project'] });
}

function reference(issuer) {
  return createReference({ audience: AUDIENCE, issuer });
}

function awsJwtVerify({ issuer, audience, jwks }) {
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri: 'https://unused.example.com/jwks.json' });
  verifier.cacheJwks(jwks);
  return (token) => verifier.verify(token);
}

function fastJwt({ issuer, audience, publicKey }) {
  // One fixed key: asked for a key by "kid" it parses the PEM again for each token, which takes six times as long.
  const key = publicKey.export({ type: 'spki', format: 'pem' });
  return createFastJwt({ key, algorithms: ['RS256'], allowedIss: issuer, allowedAud: audience, cache: false });
}

function jose({ issuer, audience, jwks }) {
  const keys = createLocalJWKSet(jwks);
  return (token) => jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] });
}

function requestWith(token) {
  const headers = {
    host: 'api.example.com',
    accept: 'application/json',
    'content-type': 'application/json',
    'x-correlation-id': 'mc/my-project/user/00000000-0000-4000-8000-000000000000',
    'x-mc-api-cloud-identifier': 'local',
    'x-mc-api-forward-to-version': 'v2',
    authorization: `Bearer ${token}`,
  };
  return { method: 'GET', url: PATH, headers, rawHeaders: Object.entries(headers).flat() };
}
