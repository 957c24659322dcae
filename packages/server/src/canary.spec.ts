import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { createSessionMiddleware } from './express/index.ts';
import { createSessionAuthVerifier } from './index.ts';
import { algorithmAttacks } from './test-support/attacks/algorithm-attacks.ts';
import { claimAttacks } from './test-support/attacks/claim-attacks.ts';
import { keyAttacks } from './test-support/attacks/key-attacks.ts';
import { API, createLab, ISSUER, NOW, PATH } from './test-support/attacks/lab.ts';
import { shapeAttacks } from './test-support/attacks/shape-attacks.ts';
import { timeAttacks } from './test-support/attacks/time-attacks.ts';
import { refusalOf } from './test-support/refusal-of.ts';
import { watchOutput } from './test-support/watch-output.ts';
import type { WatchedOutput } from './test-support/watch-output.ts';

// Values of somebody else's token that nobody else may see.
const SECRETS = {
  sub: 'tell-tale-user',
  [`${ISSUER}/claims/project_key`]: 'tell-tale-project',
  note: 'tell-tale-note',
};

const plain = createLab();
const lab = { ...plain, claims: (changes = {}) => plain.claims({ ...SECRETS, ...changes }) };
lab.token = (claims = {}, header = {}) =>
  lab.tokenOf(JSON.stringify({ alg: 'RS256', kid: 'gateway', ...header }), JSON.stringify(lab.claims(claims)));
const attacks = [algorithmAttacks, keyAttacks, timeAttacks, claimAttacks, shapeAttacks].flatMap((group) => group(lab));

/** Everything that can be seen of a value, hidden members, causes and stacks included. */
const seen = (value: unknown) =>
  inspect(value, { depth: Infinity, showHidden: true, maxStringLength: null, maxArrayLength: null });

/** What must not be seen: the token, each of its long parts, claims of others, and the keys. */
const secretsOf = (authorization: string) => [
  ...authorization.split(/[ .]/).filter((part) => part.length > 30),
  'tell-tale',
  String(lab.keys[0]?.n),
];

function expectNoSecret(text: string, authorization: string): void {
  expect(secretsOf(authorization).filter((secret) => text.includes(secret))).toEqual([]);
}

// Nothing of all this may reach a log either.
let output: WatchedOutput;
beforeEach(() => {
  output = watchOutput(seen);
});
afterEach(() => {
  output.stop();
  for (const { authorization } of attacks) expectNoSecret(output.text(), authorization[0] ?? '');
});

it('watches what the process writes', async () => {
  console.log('to the console');
  process.stderr.write('to a stream');
  const verify = createSessionAuthVerifier({ audience: API, issuer: 'gcp-eu', projects: ['my-project'] });
  const token = lab.token({ iss: 'http://localhost:8080' });
  await refusalOf(verify({ headers: { authorization: `Bearer ${token}` }, url: PATH }));
  expect(output.text()).toMatch(/to the console[^]*to a stream[^]*FORWARD_TO_LOCAL_GATEWAY/);
  expectNoSecret(output.text(), token);
});

describe.each([true, false])('with exposeDetails %s', (exposeDetails) => {
  const options = {
    audience: API,
    issuer: ISSUER,
    projects: ['my-project'],
    jwks: { keys: lab.keys },
    now: () => NOW,
    exposeDetails,
  };

  it('no error shows a token, a claim of others or a key', async () => {
    const verify = createSessionAuthVerifier(options);
    for (const { authorization } of attacks) {
      const [value = ''] = authorization;
      const error = await refusalOf(verify({ headers: { authorization: value }, url: PATH }));
      expectNoSecret(seen(error) + JSON.stringify(error) + String(error.stack), value);
    }
  });

  it('no answer shows one', async () => {
    const app = express();
    app.use(createSessionMiddleware(options));
    const server = createServer({ maxHeaderSize: 1024 * 1024 }, app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    for (const { authorization } of attacks) {
      const [value = ''] = authorization;
      const response = await fetch(`http://127.0.0.1:${port}${PATH}`, { headers: { authorization: value } });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expectNoSecret(seen([...response.headers]) + (await response.text()), value);
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('a failed fetch of the keys shows nothing of what came back', async () => {
    const verify = createSessionAuthVerifier({
      ...options,
      jwks: {},
      fetch: () => Promise.resolve(new Response('<html>tell-tale</html>')),
    });
    const token = lab.token();
    const error = await refusalOf(verify({ headers: { authorization: `Bearer ${token}` }, url: PATH }));
    expect(error.code).toBe('keys_unavailable');
    expectNoSecret(seen(error), token);
  });
});

it('the events of the audit trail hold no token', async () => {
  const events: unknown[] = [];
  const verify = createSessionAuthVerifier({
    audience: API,
    issuer: ISSUER,
    projects: ['my-project'],
    jwks: { keys: lab.keys },
    now: () => NOW,
    onVerified: (event) => events.push(event),
    onRejected: (event) => events.push(event),
  });
  const good = `Bearer ${plain.token()}`;
  await verify({ headers: { authorization: good }, url: PATH });
  expect(secretsOf(good).filter((secret) => seen(events).includes(secret))).toEqual([]);
  for (const { authorization } of attacks) {
    const [value = ''] = authorization;
    await refusalOf(verify({ headers: { authorization: value }, url: PATH }));
    const parts = secretsOf(value).filter((secret) => secret !== 'tell-tale');
    expect(parts.filter((secret) => seen(events.at(-1)).includes(secret))).toEqual([]);
  }
});
