import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { claimsOf, refusalOf, startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop, HeaderLines } from './test-support/gateway-loop.ts';

let loop: GatewayLoop;
beforeAll(async () => {
  loop = await startGatewayLoop();
});
afterAll(() => loop.close());
beforeEach(() => {
  loop.received.length = 0;
  loop.events.length = 0;
});

/** Sends a call that must be refused before it reaches the API; gives its refusal. */
async function refused(headers: HeaderLines) {
  const answer = await loop.forward('/notes', { headers });
  expect(loop.received).toEqual([]);
  const refusal = refusalOf(answer);
  expect(refusal).toMatchObject({ source: 'gateway', message: expect.any(String), hint: expect.any(String) });
  expect(answer.headers['x-forward-to-error']).toBe(`gateway/${String(refusal.code)}`);
  expect(answer.body).not.toContain(loop.sessionToken);
  return [answer.status, refusal.code];
}

describe('the session', () => {
  it.each([undefined, '', 'Bearer', 'Bearer nonsense', 'Basic abc', 'Bearer a b'])(
    'refuses Authorization "%s"',
    async (authorization) => {
      expect(await refused({ authorization })).toEqual([401, 'unauthenticated']);
    },
  );

  it('is not looked for elsewhere when Authorization is wrong', async () => {
    const cookie = `mcAccessToken=${loop.sessionToken}`;
    expect(await refused({ authorization: 'Bearer nonsense', cookie })).toEqual([401, 'unauthenticated']);
    expect((await loop.forward('/notes', { headers: { authorization: undefined, cookie } })).status).toBe(200);
  });

  it('comes before all other checks', async () => {
    expect(await refused({ authorization: undefined, 'accept-version': 'v9', 'x-forward-to': 'nonsense' })).toEqual([
      401,
      'unauthenticated',
    ]);
  });
});

describe('the protocol headers', () => {
  it.each(['v3', 'V2', '2', 'v1, v2'])('refuses version %s', async (version) => {
    expect(await refused({ 'accept-version': version, 'x-project-key': undefined })).toEqual([
      400,
      'unsupported_version',
    ]);
  });

  it('takes a missing version as v1, with a warning', async () => {
    expect((await loop.forward('/notes', { headers: { 'accept-version': undefined } })).status).toBe(200);
    expect(loop.received[0]?.headers['x-mc-api-forward-to-version']).toBe('v1');
    expect(loop.events[0]).toMatchObject({ type: 'warning', message: expect.stringContaining('Accept-version') });
  });

  it.each(['x-forward-to', 'x-forward-to-audience-policy', 'x-project-key'])(
    'refuses a call without %s',
    async (name) => {
      expect(await refused({ [name]: undefined })).toEqual([400, 'missing_header']);
      expect(await refused({ [name]: ' ' })).toEqual([400, 'missing_header']);
    },
  );

  it.each([
    'authorization',
    'accept-version',
    'x-forward-to',
    'x-forward-to-audience-policy',
    'x-forward-to-claims',
    'x-project-key',
  ])('refuses %s when it came twice', async (name) => {
    const value = loop.headersFor('/notes')[name as 'authorization'] ?? 'permissions';
    expect(await refused({ [name]: [value, value] })).toEqual([400, 'invalid_header']);
  });

  it('refuses an unknown policy and an unknown claim', async () => {
    expect(await refused({ 'x-forward-to-audience-policy': 'forward-url' })).toEqual([400, 'invalid_header']);
    expect(await refused({ 'x-forward-to-claims': 'permissions secrets' })).toEqual([400, 'invalid_header']);
  });
});

describe('the target', () => {
  it.each([
    'nonsense',
    '/notes',
    '//localhost:6001/notes',
    'ftp://localhost/notes',
    'file:///etc/hosts',
    'javascript:alert(1)',
    'http://user@localhost/notes',
    'https://user:secret@localhost/notes',
    'http://api.example.com/notes',
    'http://169.254.169.254/latest',
    'http://0.0.0.0:80/',
    'http://[::ffff:7f00:1]/',
    'http://localhost /notes',
    'http://localhost:99999/',
    'http://localhost/n\xf6tes',
  ])('refuses %s', async (target) => {
    expect(await refused({ 'x-forward-to': target })).toEqual([400, 'invalid_target']);
  });

  it('refuses an origin that is not on the list, its look-alikes and other spellings of the same machine', async () => {
    const { port } = new URL(loop.apiUrl);
    for (const target of [
      'https://api.example.com/notes',
      `http://localhost:${port}/notes`,
      `https://127.0.0.1:${port}/notes`,
      'http://127.0.0.1:1/notes',
      `https://127.0.0.1:${port}.evil.example/`,
    ]) {
      const [status, code] = await refused({ 'x-forward-to': target });
      expect([status, code]).toEqual(target.includes('.evil.') ? [400, 'invalid_target'] : [403, 'target_not_allowed']);
    }
  });

  it('keeps user names, passwords and queries out of refusals', async () => {
    const answer = await loop.forward('/', {
      headers: { 'x-forward-to': 'https://user:hunter2@api.example.com/?key=hunter3' },
    });
    expect(answer.body).not.toMatch(/hunter/);
    const notListed = await loop.forward('/', { headers: { 'x-forward-to': 'https://api.example.com/a?key=hunter3' } });
    expect(notListed.body).not.toMatch(/hunter/);
  });

  it('forwards the URL as WHATWG reads it, without its fragment, and mints the audience for the same', async () => {
    await loop.forward('/a/../b/%7E?x=1&y=%20#part');
    expect(loop.received[0]?.url).toBe('/b/%7E?x=1&y=%20');
    expect(claimsOf(loop.received[0]).aud).toBe(`${loop.apiUrl}/b/%7E`);
  });
});

describe('the Project', () => {
  it.each(['other-project', 'nowhere', 'constructor', '__proto__', 'my-project,other-project', 'MY-PROJECT'])(
    'refuses a user without access to %s',
    async (key) => {
      expect(await refused({ 'x-project-key': key })).toEqual([403, 'project_access_denied']);
    },
  );
});

describe('the exchange token', () => {
  it('has the claims of the contract, and lives 60 seconds', async () => {
    await loop.forward('/notes?x=1');
    const { iat, exp, ...claims } = claimsOf(loop.received[0]);
    expect(claims).toEqual({
      sub: 'manager',
      iss: loop.url,
      aud: `${loop.apiUrl}/notes`,
      type: 'exchange',
      [`${loop.url}/claims/project_key`]: 'my-project',
    });
    expect(Number(exp) - Number(iat)).toBe(60);
  });

  it('follows the audience policy, and holds permissions when they are asked for', async () => {
    await loop.forward('/notes', {
      headers: { 'x-forward-to-audience-policy': 'forward-url-origin', 'x-forward-to-claims': 'permissions' },
    });
    expect(claimsOf(loop.received[0])).toMatchObject({
      aud: loop.apiUrl,
      [`${loop.url}/claims/user_permissions`]: ['canViewNotes', 'canManageNotes'],
    });
  });
});
