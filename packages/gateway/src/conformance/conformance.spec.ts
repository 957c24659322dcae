import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGatewayLoop } from '../test-support/gateway-loop.ts';
import { checkConformance, formatConformance } from './check-conformance.ts';
import type { ConformanceResult } from './check-conformance.ts';
import { runConformance } from './run-conformance.ts';
import { startEcho } from './start-echo.ts';
import type { Echo } from './start-echo.ts';

let echo: Echo;
let other: Server | undefined;
beforeEach(async () => {
  echo = await startEcho({ port: 0 });
});
afterEach(async () => {
  await echo.close();
  other?.close();
  other = undefined;
});

const observedOf = (results: ConformanceResult[]) =>
  Object.fromEntries(results.map(({ behaviour, observed }) => [behaviour, observed]));

it('finds in the local gateway what this repository assumes, but for its mark', async () => {
  const loop = await startGatewayLoop({ targets: [echo.url] });
  try {
    const { url: apiOrigin, sessionToken } = loop;
    const results = await checkConformance({ apiOrigin, sessionToken, projectKey: 'my-project', echo, silence: 50 });
    expect(observedOf(results)).toEqual({
      'PUT at preflight': 'allowed',
      'PATCH at preflight': 'allowed',
      'Headers at preflight': 'all but x-foo',
      'A call without a session': '401, marked gateway/unauthenticated',
      'A call without Accept-version': 'v1',
      'Audience of the root path': 'without a slash',
      'Header "typ" of the token': 'absent',
      'An API that is silent for 0.05 s': 'the call waits',
    });
    const table = formatConformance(results);
    expect(table).toContain(
      '| A call without a session | 401, unmarked | 401, marked gateway/unauthenticated | differs |',
    );
    expect(table).toContain('| PUT at preflight | allowed | allowed |  |');
    expect(table).not.toContain(sessionToken);
  } finally {
    await loop.close();
  }
});

it('says what a gateway with a time limit and without access does', async () => {
  const loop = await startGatewayLoop({ targets: [echo.url], targetTimeout: 100 });
  try {
    const { url: apiOrigin, sessionToken } = loop;
    const results = await checkConformance({
      apiOrigin,
      sessionToken,
      projectKey: 'other-project',
      echo,
      silence: 5000,
    });
    expect(observedOf(results)).toMatchObject({
      'Audience of the root path': 'no answer: the call did not reach the external API, status 403',
    });
    const known = await checkConformance({ apiOrigin, sessionToken, projectKey: 'my-project', echo, silence: 5000 });
    expect(observedOf(known)).toMatchObject({ 'An API that is silent for 5 s': 'status 504' });
  } finally {
    await loop.close();
  }
});

it('sees each behaviour that another gateway changes', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  other = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'GET,POST').end();
      return;
    }
    if (request.headers.authorization === undefined) {
      response.writeHead(403).end('<title>no</title>');
      return;
    }
    const target = String(request.headers['x-forward-to']);
    const authorization = `Bearer ${part({ typ: 'JWT\x1b[31m' })}.${part({ aud: `${new URL(target).origin}/` })}.x`;
    void fetch(target, { headers: { authorization, 'x-mc-api-forward-to-version': 'v2' } }).then(() => response.end());
  });
  await new Promise<void>((resolve) => other?.listen(0, '127.0.0.1', resolve));
  const apiOrigin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const results = await checkConformance({ apiOrigin, sessionToken: 's', projectKey: 'my-project', echo, silence: 0 });
  expect(observedOf(results)).toEqual({
    'PUT at preflight': 'not allowed (get, post)',
    'PATCH at preflight': 'not allowed (get, post)',
    'Headers at preflight': expect.stringContaining('all but accept-version, authorization'),
    'A call without a session': '403, unmarked',
    'A call without Accept-version': 'v2',
    'Audience of the root path': 'with a slash',
    'Header "typ" of the token': 'JWT?[31m',
  });
});

it('has a row for each question that a gateway which is down leaves open', async () => {
  const results = await checkConformance({
    apiOrigin: 'http://127.0.0.1:1',
    sessionToken: 's',
    projectKey: 'my-project',
    echo,
    silence: 0,
  });
  expect(new Set(results.map(({ observed }) => observed))).toEqual(new Set(['no answer: ECONNREFUSED']));
});

it.each([
  ['--project', [], { FORWARD_TO_SESSION_TOKEN: 's' }],
  ['FORWARD_TO_SESSION_TOKEN', ['--project', 'my-project'], {}],
  ['--echo', ['--project', 'my-project', '--echo', 'x'], { FORWARD_TO_SESSION_TOKEN: 's' }],
  ['--echo-port', ['--project', 'my-project', '--echo-port', 'x'], { FORWARD_TO_SESSION_TOKEN: 's' }],
  ['not known', ['--nonsense'], { FORWARD_TO_SESSION_TOKEN: 's' }],
])('is told on the command line about %s', async (named, args, environment) => {
  await expect(runConformance(['--upstream', 'http://localhost:1', ...args], environment)).rejects.toThrow(named);
});

it('prints a table from the command line', async () => {
  const args = ['--upstream', 'http://127.0.0.1:1', '--project', 'my-project', '--echo-port', '0'];
  const table = await runConformance(args, { FORWARD_TO_SESSION_TOKEN: 'canary' });
  expect(table).toMatch(/^\| behaviour \| assumed \| observed \|/);
  expect(table).not.toContain('canary');
});
