import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeEvent } from '../describe-event.ts';
import { refusalOf, startGatewayLoop } from '../test-support/gateway-loop.ts';
import type { GatewayLoop } from '../test-support/gateway-loop.ts';

const PAGE = 'http://localhost:3001';
const FORM = 'application/x-www-form-urlencoded';
const users = [
  {
    id: 'manager',
    name: 'Maria Manager',
    email: 'maria@example.com',
    projects: { 'my-project': { permissions: ['canViewNotes', 'canManageNotes'] } },
  },
  { id: 'viewer', name: 'Viewer <b>', projects: { 'my-project': { permissions: ['canViewNotes'] } } },
];
const asked = {
  client_id: '__local:notes',
  response_type: 'id_token',
  scope: 'openid project_key:my-project view:view_orders',
  state: 'state-1',
  nonce: 'nonce-1',
};

/** The address that the development server of an application sends people to. */
function authorizePath(changes: Record<string, string | undefined> = {}): string {
  const parameters: Record<string, string | undefined> = { ...asked, ...changes };
  const present = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `/login/authorize?${new URLSearchParams(present).toString()}`;
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

function fragmentOf(location: string | undefined): URLSearchParams {
  return new URLSearchParams(new URL(location ?? '').hash.slice(1));
}

describe('one user', () => {
  let loop: GatewayLoop;
  const time = Date.UTC(2030, 0);
  beforeAll(async () => {
    loop = await startGatewayLoop({ users: [users[0]!], origins: ['https://pages.example.com'], now: () => time });
  });
  afterAll(() => loop.close());

  it('goes on at once to the callback of the page, with the token in the fragment', async () => {
    const answer = await loop.send(authorizePath(), { headers: { referer: `${PAGE}/` } });
    expect(answer.status).toBe(303);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    const { location = '' } = answer.headers;
    expect(location).toMatch(`${PAGE}/my-project/notes/oidc/callback#sessionToken=`);
    expect(new URL(location).search).toBe('');
    expect(fragmentOf(location).get('state')).toBe('state-1');
  });

  it('gives a session token that the page can read and that the gateway knows', async () => {
    const { headers } = await loop.send(authorizePath());
    const token = fragmentOf(headers.location).get('sessionToken') ?? '';
    expect(claimsOf(token)).toMatchObject({ nonce: 'nonce-1', iss: loop.url, exp: time / 1000 + 86_400 });
    const authorization = `Bearer ${token}`;
    expect((await loop.send('/session', { headers: { authorization } })).status).toBe(200);
    expect((await loop.forward('/notes', { headers: { authorization } })).status).toBe(200);
  });

  it('rejects a session token that was changed, and one without its signature', async () => {
    const { headers } = await loop.send(authorizePath());
    const [head, claims, signature = ''] = (fragmentOf(headers.location).get('sessionToken') ?? '').split('.');
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(`.${claims!}.`), sub: 'admin' })).toString('base64url');
    for (const token of [`${head!}.${forged}.${signature}`, `${head!}.${claims!}.`, `${head!}.${claims!}`]) {
      const { status } = await loop.send('/session', { headers: { authorization: `Bearer ${token}` } });
      expect(status).toBe(401);
    }
  });

  it('gives two sign-ins two tokens', async () => {
    const answers = await Promise.all([1, 2].map(() => loop.send(authorizePath())));
    const [first, second] = answers.map(({ headers }) => fragmentOf(headers.location).get('sessionToken'));
    expect(first).not.toBe(second);
  });

  it('leads to the account callback where the page belongs to no Project', async () => {
    const { headers } = await loop.send(authorizePath({ scope: 'openid' }));
    expect(headers.location).toMatch(`${PAGE}/account/oidc/callback#sessionToken=`);
  });

  it('leads to the host page of a Custom View', async () => {
    const { headers } = await loop.send(authorizePath({ client_id: '__local:@@custom-view-host@@' }));
    expect(headers.location).toMatch(`${PAGE}/my-project/@@custom-view-host@@/oidc/callback#sessionToken=`);
  });

  it('leads to the page that asked, as the browser reports it', async () => {
    const referer = 'https://pages.example.com/my-project/notes?x=1';
    const { headers } = await loop.send(authorizePath(), { headers: { referer } });
    expect(new URL(headers.location ?? '').origin).toBe('https://pages.example.com');
  });

  it('is asked after signing out, so that signing out can be seen', async () => {
    const answer = await loop.send(authorizePath({ reason: 'user' }));
    expect([answer.status, answer.headers.location]).toEqual([200, undefined]);
    expect(answer.body).toContain('Continue as Maria Manager');
  });

  it.each([
    ['another host by its client id', { client_id: '__local:@evil.example' }],
    ['something around the host of Custom Views', { client_id: '__local:@@custom-view-host@@/../x' }],
    ['another path by its client id', { client_id: '__local:../../evil' }],
    ['an encoded path by its client id', { client_id: '__local:%2e%2e%2fevil' }],
    ['a line break in its client id', { client_id: '__local:notes\r\nset-cookie: a=b' }],
    ['a query in its client id', { client_id: '__local:notes?x=' }],
    ['a fragment in its client id', { client_id: '__local:notes#x' }],
    ['a client of somebody else', { client_id: 'evil' }],
    ['no client id', { client_id: undefined }],
    ['no state', { state: undefined }],
    ['no nonce', { nonce: '' }],
    ['a state with control characters', { state: 'a\u0000b' }],
    ['a state that is too long', { state: 'x'.repeat(2_001) }],
  ])('rejects a sign-in request with %s', async (_, changes) => {
    const answer = await loop.send(authorizePath(changes));
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
  });

  it.each([
    'project_key:other',
    'project_key:../evil',
    'project_key:my-project/..',
    'project_key:',
    'project_key:a project_key:my-project',
  ])('rejects the scope "openid %s", whose Project it does not have', async (scope) => {
    const answer = await loop.send(authorizePath({ scope: `openid ${scope}` }));
    expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
    expect(answer.body).toContain('my-project');
  });

  it.each([
    'https://evil.example/',
    'http://localhost:3001.evil.example/',
    'http://localhost:3001@evil.example/',
    'null',
    'file:///x',
    'not a url',
  ])('rejects the referring page %s', async (referer) => {
    const answer = await loop.send(authorizePath(), { headers: { referer } });
    expect(answer.headers.location).toBeUndefined();
    expect([400, 403]).toContain(answer.status);
  });

  it('keeps a state that looks like another fragment in its place', async () => {
    const state = 'x&sessionToken=evil#/../<script>';
    const { headers } = await loop.send(authorizePath({ state }));
    const fragment = fragmentOf(headers.location);
    expect(fragment.getAll('sessionToken')).toHaveLength(1);
    expect(fragment.get('state')).toBe(state);
    expect(new URL(headers.location ?? '').pathname).toBe('/my-project/notes/oidc/callback');
  });

  it('ignores parameters that ask for another way back', async () => {
    const evil = 'https://evil.example/';
    const { headers } = await loop.send(
      authorizePath({ redirect_uri: evil, origin: evil, redirectTo: evil, response_mode: 'query' }),
    );
    expect(new URL(headers.location ?? '').origin).toBe(PAGE);
  });

  it('tells its events who signed in, and never the token', async () => {
    const { headers } = await loop.send(authorizePath());
    await loop.send(authorizePath({ client_id: 'evil' }));
    const token = fragmentOf(headers.location).get('sessionToken') ?? '-';
    const lines = loop.events.map((event) => describeEvent(event) + JSON.stringify(event)).join('\n');
    expect(lines).toContain('manager signed in');
    expect(lines).toContain('/login/authorize');
    expect(lines).not.toContain(token);
    expect(lines).not.toContain('state-1');
  });
});

describe('several users', () => {
  let loop: GatewayLoop;
  let gatewayOrigin: string;
  beforeAll(async () => {
    loop = await startGatewayLoop({ users });
    gatewayOrigin = loop.url;
  });
  afterAll(() => loop.close());

  const submit = (fields: Record<string, string>, headers: Record<string, string | undefined> = {}) =>
    loop.send('/login/authorize', {
      method: 'POST',
      headers: { 'content-type': FORM, origin: gatewayOrigin, ...headers },
      body: new URLSearchParams({ ...asked, origin: PAGE, ...fields }).toString(),
    });

  it('are shown with what each may do', async () => {
    const answer = await loop.send(authorizePath(), { headers: { referer: `${PAGE}/` } });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('maria@example.com');
    expect(answer.body).toContain('canManageNotes');
    expect(answer.body).toContain('Viewer &#60;b&#62;');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('stand on a page that runs no script and leads nowhere but back', async () => {
    const { headers, body } = await loop.send(authorizePath({ state: '"><script>alert(1)</script>' }));
    expect(body).not.toContain('<script');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${PAGE}; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  it('are signed in by choice', async () => {
    const answer = await submit({ userId: 'viewer' });
    expect(answer.status).toBe(303);
    const authorization = `Bearer ${fragmentOf(answer.headers.location).get('sessionToken') ?? ''}`;
    const session = await loop.send('/session', { headers: { authorization } });
    expect(JSON.parse(session.body)).toMatchObject({ user: { id: 'viewer' } });
  });

  it.each(['maria@example.com', ' Maria@Example.com ', 'viewer@example.com', 'viewer'])(
    'are signed in by the e-mail address "%s" and any password',
    async (email) => {
      expect((await submit({ email, password: 'anything' })).status).toBe(303);
    },
  );

  it('are named to somebody who typed an address that nobody has', async () => {
    const answer = await submit({ email: '"><i>nobody', password: 'x' });
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('maria@example.com');
    expect(answer.body).toContain('viewer@example.com');
    expect(answer.body).not.toContain('<i>');
  });

  it('are not signed in by a page that may not call', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await submit({ userId: 'viewer' }, { origin });
      expect([answer.status, refusalOf(answer).code]).toEqual([403, 'origin_not_allowed']);
    }
    expect((await submit({ userId: 'viewer' }, { origin: undefined })).status).toBe(400);
  });

  it('are not sent to another place by a field of the form', async () => {
    for (const fields of [
      { origin: 'https://evil.example' },
      { client_id: '__local:../x' },
      { scope: 'project_key:x/y' },
    ]) {
      const answer = await submit({ userId: 'viewer', ...fields });
      expect(answer.headers.location).toBeUndefined();
      expect([400, 403]).toContain(answer.status);
    }
  });
});
