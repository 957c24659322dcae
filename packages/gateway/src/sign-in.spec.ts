import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { refusalOf, startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop } from './test-support/gateway-loop.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const HOUR = 3_600_000;
const users = [
  {
    id: 'manager',
    name: 'Manager',
    email: 'manager@example.com',
    projects: { 'my-project': { permissions: ['canViewNotes'] } },
  },
  { id: 'viewer', name: 'Viewer', projects: {} },
];

describe('sign-in', () => {
  let loop: GatewayLoop;
  beforeAll(async () => {
    loop = await startGatewayLoop({ users: [users[0]!] });
  });
  afterAll(() => loop.close());

  it('gives a session by token and by cookie', async () => {
    const answer = await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE, body: '{"userId":"manager"}' });
    expect(answer.status).toBe(200);
    const { sessionToken, ...session } = JSON.parse(answer.body) as { sessionToken: string };
    expect(sessionToken).toMatch(/^[\w-]{43}$/);
    expect(session).toEqual({
      user: { id: 'manager', name: 'Manager', email: 'manager@example.com' },
      projects: [{ key: 'my-project', permissions: ['canViewNotes'] }],
    });
    const [cookie] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toBe(`mcAccessToken=${sessionToken}; HttpOnly; SameSite=Lax; Path=/; Max-Age=86400`);
    expect(answer.headers['cache-control']).toBe('no-store');
    for (const headers of [
      { authorization: `bearer ${sessionToken}` },
      { cookie: `a=b; mcAccessToken=${sessionToken}` },
    ]) {
      const { status, body } = await loop.send('/session', { headers });
      expect([status, JSON.parse(body)]).toEqual([200, session]);
    }
  });

  it('takes the only user when none is named, with or without a body', async () => {
    for (const body of ['{}', '']) {
      const answer = await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE, body });
      expect(JSON.parse(answer.body)).toMatchObject({ user: { id: 'manager' } });
    }
  });

  it('gives two sign-ins two tokens', async () => {
    const tokens = await Promise.all(
      [1, 2].map(async () => (await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE })).body),
    );
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it.each(['{"userId":"nobody"}', '{"userId":"__proto__"}', '{"userId":5}', '{"userId":null}', '[]', '"manager"', '{'])(
    'refuses the body %s with 401 and the known users',
    async (body) => {
      const answer = await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE, body });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(refusalOf(answer)).toMatchObject({ code: 'unauthenticated', hint: expect.any(String) });
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'text/plain; application/json'])(
    'refuses the content type %s, which a form of a foreign page can send',
    async (type) => {
      for (const path of ['/sign-in', '/sign-out']) {
        const answer = await loop.send(path, { method: 'POST', headers: { 'content-type': type }, body: '{}' });
        expect([answer.status, refusalOf(answer).code]).toEqual([400, 'invalid_header']);
      }
    },
  );

  it('takes what fetch sends for a string from a page that may call', async () => {
    const headers = { 'content-type': 'text/plain;charset=UTF-8', origin: 'http://localhost:3001' };
    const answer = await loop.send('/sign-in', { method: 'POST', headers, body: '{"userId":"manager"}' });
    expect([answer.status, answer.headers['set-cookie']?.length]).toEqual([200, 1]);
    const foreign = { ...headers, origin: 'https://evil.example' };
    const rejected = await loop.send('/sign-in', { method: 'POST', headers: foreign, body: '{"userId":"manager"}' });
    expect([rejected.status, refusalOf(rejected).code]).toEqual([403, 'origin_not_allowed']);
  });

  it('refuses a body above 16 KiB', async () => {
    const answer = await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE, body: ' '.repeat(17_000) });
    expect([answer.status, refusalOf(answer).code]).toEqual([413, 'payload_too_large']);
  });

  it('ends the session at sign-out, and forgets the cookie', async () => {
    const signedIn = await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE });
    const authorization = `Bearer ${(JSON.parse(signedIn.body) as { sessionToken: string }).sessionToken}`;
    const answer = await loop.send('/sign-out', { method: 'POST', headers: { ...JSON_TYPE, authorization } });
    expect([answer.status, answer.headers['set-cookie']?.[0]]).toEqual([
      204,
      expect.stringContaining('mcAccessToken=; '),
    ]);
    expect((await loop.send('/session', { headers: { authorization } })).status).toBe(401);
    expect((await loop.send('/sign-out', { method: 'POST', headers: JSON_TYPE })).status).toBe(204);
  });

  it('answers an unknown route with 404 and a wrong method with 405', async () => {
    expect((await loop.send('/nowhere')).status).toBe(404);
    const answer = await loop.send('/sign-in');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    expect((await loop.send('/users', { method: 'HEAD' })).status).toBe(200);
  });

  it('serves its keys, and the document that leads to them', async () => {
    const discovery = await loop.send('/.well-known/openid-configuration');
    expect(JSON.parse(discovery.body)).toMatchObject({
      issuer: loop.url,
      jwks_uri: `${loop.url}/.well-known/jwks.json`,
    });
    const { keys } = JSON.parse((await loop.send('/.well-known/jwks.json')).body) as { keys: Record<string, string>[] };
    expect(keys).toEqual([expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig' })]);
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('several users', () => {
  let loop: GatewayLoop;
  beforeAll(async () => {
    loop = await startGatewayLoop({ users: [{ ...users[0]!, name: '<b>&"' }, users[1]!] });
  });
  afterAll(() => loop.close());

  it('are listed', async () => {
    const answer = await loop.send('/users');
    expect(JSON.parse(answer.body)).toEqual({ users: [{ ...users[0], name: '<b>&"' }, users[1]] });
  });

  it('stand on the start page, as text', async () => {
    const page = await loop.send('/');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('&#60;b&#62;&#38;&#34;');
    expect(page.body).toContain('Viewer');
  });

  it('are signed in and out by the start page, which says who it is', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: loop.url };
    const answer = await loop.send('/sign-in', { method: 'POST', headers, body: 'userId=viewer' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    const [cookie = ''] = (answer.headers['set-cookie']?.[0] ?? '').split(';');
    expect((await loop.send('/', { headers: { cookie } })).body).toContain('Signed in as <strong>Viewer</strong>');
    const out = await loop.send('/sign-out', { method: 'POST', headers: { ...headers, cookie }, body: '' });
    expect([out.status, out.headers.location]).toEqual([303, '/']);
    expect((await loop.send('/', { headers: { cookie } })).body).toContain('Nobody is signed in');
  });

  it('are not signed in by a form of a foreign page', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' };
    const answer = await loop.send('/sign-in', { method: 'POST', headers, body: 'userId=viewer' });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  });

  it('have to be named, and the refusal says by which ids', async () => {
    const answer = await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE, body: '{}' });
    expect(answer.status).toBe(401);
    expect(refusalOf(answer)).toMatchObject({ code: 'unauthenticated', expected: ['manager', 'viewer'] });
    const named = await loop.send('/sign-in', { method: 'POST', headers: JSON_TYPE, body: '{"userId":"viewer"}' });
    expect(JSON.parse(named.body)).toMatchObject({ user: { id: 'viewer' }, projects: [] });
  });
});

describe('the life of a session', () => {
  let loop: GatewayLoop;
  let time: number;
  beforeEach(async () => {
    time = Date.UTC(2030, 0);
    loop = await startGatewayLoop({ now: () => time, sessionLifetime: HOUR, platformTokenLifetime: 60_000 });
  });
  afterEach(() => loop.close());
  const codeOf = async (headers = {}) => {
    const answer = await loop.forward('/notes', { headers });
    return answer.status === 200 ? 200 : [answer.status, refusalOf(answer).code];
  };

  it('ends after its lifetime, and X-Force-Token does not revive it', async () => {
    expect(await codeOf()).toBe(200);
    time += HOUR;
    expect(await codeOf()).toEqual([401, 'unauthenticated']);
    expect(await codeOf({ 'x-force-token': 'true' })).toEqual([401, 'unauthenticated']);
    expect((await loop.send('/session', { headers: loop.headersFor('/') })).status).toBe(401);
  });

  it('goes on after a stale platform token was renewed by X-Force-Token', async () => {
    time += 60_000;
    expect(await codeOf()).toEqual([401, 'unauthenticated']);
    expect(await codeOf({ 'x-force-token': 'yes' })).toEqual([401, 'unauthenticated']);
    expect((await loop.send('/session', { headers: loop.headersFor('/') })).status).toBe(200);
    expect(await codeOf({ 'x-force-token': 'true' })).toBe(200);
    expect(await codeOf()).toBe(200);
    expect(loop.events.filter(({ type }) => type === 'platform-token-renewed')).toHaveLength(1);
  });

  it('can be ended, and its platform token made stale, from outside', async () => {
    loop.gateway.expirePlatformTokens('somebody-else');
    expect(await codeOf()).toBe(200);
    loop.gateway.expirePlatformTokens();
    expect(await codeOf()).toEqual([401, 'unauthenticated']);
    expect(await codeOf({ 'x-force-token': 'true' })).toBe(200);
    loop.gateway.endSessions('somebody-else');
    expect(await codeOf()).toBe(200);
    loop.gateway.endSessions('manager');
    expect(await codeOf({ 'x-force-token': 'true' })).toEqual([401, 'unauthenticated']);
  });
});
