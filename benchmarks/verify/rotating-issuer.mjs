// An issuer that publishes a key before it signs with it, as gateways do, and a key server that can fail in several ways.
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AUDIENCE } from './issuer.mjs';

// Made in advance: making one takes longer than a hundred calls.
const POOL = Array.from({ length: 12 }, () => generateKeyPairSync('rsa', { modulusLength: 2048 }));
const FOREIGN = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startRotatingIssuer() {
  const counts = { fetches: 0, rotations: 0 };
  const server = createServer((request, response) => {
    counts.fetches += 1;
    answer(state, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state = { url: `http://127.0.0.1:${server.address().port}`, outage: undefined, current: 0, counts };
  return Object.assign(state, {
    mint: () => mint(state),
    mintBad: () => mintBad(state),
    rotate: () => {
      counts.rotations += 1;
      state.current += 1;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
}

const keyAt = (index) => ({ kid: `key-${index}`, ...POOL[index % POOL.length] });

function answer({ outage, current }, response) {
  if (outage === 'hang') return;
  if (outage === 'error') return void response.writeHead(500).end();
  if (outage === 'redirect') return void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
  if (outage === 'garbage') return void response.end('<html>'.repeat(20_000));
  // The previous key, the current one and the next.
  const keys = [current - 1, current, current + 1]
    .filter((index) => index >= 0)
    .map(keyAt)
    .map(({ kid, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }));
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ keys }));
}

function mint({ url, current }, changes = {}, { header = {}, privateKey = keyAt(current).privateKey } = {}) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    exp: iat + 60,
    iat,
    sub: `user-${Math.random()}`,
    iss: url,
    aud: `${AUDIENCE}/orders`,
    type: 'exchange',
    [`${url}/claims/project_key`]: 'my-project',
    ...changes,
  };
  const signed = `${encode({ alg: 'RS256', kid: keyAt(current).kid, ...header })}.${encode(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

function mintBad(state) {
  const now = Date.now() / 1000;
  const kinds = [
    () => mint(state, {}, { privateKey: FOREIGN.privateKey }),
    () => mint(state, {}, { header: { kid: `made-up-${Math.random()}` } }),
    () => mint(state, {}, { header: { alg: 'none' } }),
    () => mint(state, { exp: now - 60, iat: now - 120 }),
    () => mint(state, { exp: now + 3600 }),
    () => mint(state, { aud: `${AUDIENCE}/other` }),
    () => mint(state, { type: 'session' }),
    () => mint(state, { [`${state.url}/claims/project_key`]: 'their-project' }),
    () => 'x'.repeat(15 * 1024),
    () => `${mint(state)}${'x'.repeat(20 * 1024)}`,
    () => 'not a token',
  ];
  return kinds[Math.floor(Math.random() * kinds.length)]();
}
