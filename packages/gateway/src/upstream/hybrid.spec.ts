import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Agent, createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describeEvent } from '../describe-event.ts';
import { claimsOf, refusalOf, startGatewayLoop } from '../test-support/gateway-loop.ts';
import type { Answer, GatewayLoop, HeaderLines } from '../test-support/gateway-loop.ts';
import { createUpstreamUsers } from './upstream-users.ts';

const PAGE = 'http://localhost:3001';
const TOKEN = 'canary-session-token-of-the-upstream';
const COOKIE = 'canary-cookie-of-the-upstream';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Plays the real Merchant Center API Gateway: one user, with one Project. */
const answerAsMerchantCenter: (request: Seen, response: ServerResponse) => void = ({ headers, body }, response) => {
  const isKnown = headers.authorization === `Bearer ${TOKEN}` || headers.cookie === `mcAccessToken=${COOKIE}`;
  response.setHeader('content-type', 'application/json');
  if (!isKnown) {
    response.writeHead(401).end('{"message":"no session"}');
    return;
  }
  const { projectKey } = (JSON.parse(body) as { variables: { projectKey: string } }).variables;
  const applied = [
    { name: 'canViewNotes', value: true },
    { name: 'canManageNotes', value: false },
  ];
  const project = projectKey === 'my-project' ? { key: projectKey, allAppliedPermissions: applied } : null;
  response.end(JSON.stringify({ data: { me: { id: 'user-of-the-upstream' }, project } }));
};

describe('a gateway with an upstream', () => {
  let upstream: Server;
  let seen: Seen[];
  let answer: (request: Seen, response: ServerResponse) => void;
  let upstreamUrl: string;
  let loop: GatewayLoop;
  let time: number;

  beforeEach(async () => {
    seen = [];
    answer = answerAsMerchantCenter;
    time = Date.now();
    const listener: RequestListener = (request, response) => {
      void text(request).then((body) => {
        const { method = '', url = '', headers } = request;
        const received = { method, url, headers, body };
        seen.push(received);
        answer(received, response);
      });
    };
    upstream = createServer(listener);
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    loop = await startLoop();
  });
  const startLoop = (options: { targetTimeout?: number } = {}): Promise<GatewayLoop> =>
    startGatewayLoop({
      projects: undefined,
      users: undefined,
      upstream: upstreamUrl,
      signIn: false,
      now: () => time,
      ...options,
    });
  afterEach(async () => {
    await loop.close();
    upstream.closeAllConnections();
    await new Promise((resolve) => upstream.close(resolve));
  });

  const forward = (headers: HeaderLines = {}): Promise<Answer> =>
    loop.forward('/notes', {
      headers: { authorization: `Bearer ${TOKEN}`, 'x-forward-to-claims': 'permissions', origin: PAGE, ...headers },
    });

  /** No secret of one side is in anything that another side sees. */
  const expectNoLeak = (...answers: Answer[]): void => {
    const logs = loop.events.map((event) => describeEvent(event)).join('\n');
    const toApi = JSON.stringify(loop.received);
    const toPage = JSON.stringify(answers);
    const exchangeTokens = loop.received.map(({ headers }) => headers.authorization?.slice('Bearer '.length) ?? '-');
    for (const secret of [TOKEN, COOKIE, ...exchangeTokens]) expect(logs + toPage).not.toContain(secret);
    for (const secret of [TOKEN, COOKIE]) expect(toApi).not.toContain(secret);
    for (const token of exchangeTokens) expect(JSON.stringify(seen)).not.toContain(token);
  };

  describe('forward-to calls', () => {
    it('carry the user and the permissions that the upstream names, in a token of this gateway', async () => {
      const response = await forward();
      expect(response.status).toBe(200);
      expect(claimsOf(loop.received[0])).toMatchObject({
        iss: loop.url,
        sub: 'user-of-the-upstream',
        [`${loop.url}/claims/project_key`]: 'my-project',
        [`${loop.url}/claims/user_permissions`]: ['canViewNotes'],
      });
      expect(seen).toEqual([
        expect.objectContaining({
          method: 'POST',
          url: '/graphql',
          headers: expect.objectContaining({ 'x-graphql-target': 'mc', 'x-project-key': 'my-project' }),
        }),
      ]);
      expectNoLeak(response);
    });

    it('ask the upstream once when 50 come at once, and again after a minute', async () => {
      const responses = await Promise.all(Array.from({ length: 50 }, () => forward()));
      expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
      time += 59_000;
      await forward();
      expect(seen).toHaveLength(1);
      time += 1000;
      await forward();
      expect(seen).toHaveLength(2);
      expectNoLeak(...responses);
    });

    it('ask for each Project, and never take the answer for one session as that of another', async () => {
      await forward();
      const other = await forward({ 'x-project-key': 'other-project' });
      expect([other.status, refusalOf(other).code]).toEqual([403, 'project_access_denied']);
      const stranger = await forward({ authorization: 'Bearer somebody-else' });
      expect([stranger.status, refusalOf(stranger).code]).toEqual([401, 'unauthenticated']);
      expect(seen).toHaveLength(3);
      expect(loop.received).toHaveLength(1);
    });

    it.each([
      ['unknown', { authorization: 'Bearer unknown' }],
      ['missing', { authorization: undefined }],
      ['a cookie of another gateway', { authorization: undefined, cookie: 'mcAccessToken=x' }],
      ['not a bearer token', { authorization: 'Basic abc' }],
    ])('are rejected when the session is %s', async (_, headers) => {
      const response = await forward(headers);
      expect([response.status, refusalOf(response).code]).toEqual([401, 'unauthenticated']);
      expect(loop.received).toEqual([]);
    });

    it('are rejected once the session has ended upstream and the minute is over, or a renewal asks for it', async () => {
      await forward();
      answer = (_, response) => response.end('{"errors":[{"extensions":{"code":"UNAUTHENTICATED"}}],"data":null}');
      expect((await forward()).status).toBe(200);
      const renewed = await forward({ 'x-force-token': 'true' });
      expect([renewed.status, refusalOf(renewed).code]).toEqual([401, 'unauthenticated']);
      expect(seen[1]?.headers['x-force-token']).toBe('true');
      expect((await forward()).status).toBe(401);
    });

    it('share one renewal, however many ask for it', async () => {
      const findUser = createUpstreamUsers(() => time);
      const credential = { name: 'authorization', value: `Bearer ${TOKEN}` };
      const question = { apiOrigin: upstreamUrl, projectKey: 'my-project', credential, force: true };
      const agents = { http: new Agent(), https: new HttpsAgent() };
      const connection = { agents, timeout: 60_000 };
      const users = await Promise.all(Array.from({ length: 20 }, () => findUser(question, connection)));
      expect(new Set(users).size).toBe(1);
      expect(seen).toHaveLength(1);
      // What the renewal brought is kept for the calls that follow.
      expect(await findUser({ ...question, force: false }, connection)).toBe(users[0]);
      await findUser(question, connection);
      expect(seen).toHaveLength(2);
    });

    it.each<[string, (request: Seen, response: ServerResponse) => void]>([
      ['breaks off', (_, response) => response.destroy()],
      ['fails', (_, response) => response.writeHead(500).end('{"data":{"me":{"id":"x"}}}')],
      ['redirects', (_, response) => response.writeHead(302, { location: 'http://localhost:1/' }).end()],
      ['sends HTML', (_, response) => response.end('<title>maintenance</title>')],
      ['names no user', (_, response) => response.end('{"data":{"me":null,"project":null}}')],
      ['names a user without an id', (_, response) => response.end('{"data":{"me":{"id":""},"project":null}}')],
      ['sends 2 MB', (_, response) => response.end(`{"data":{"me":{"id":"x"}},"x":"${'y'.repeat(2_000_000)}"}`)],
    ])('are rejected when the upstream %s, and let in again when it is well', async (_, broken) => {
      answer = broken;
      const response = await forward();
      expect([response.status, refusalOf(response).code]).toEqual([502, 'upstream_unreachable']);
      expect(response.headers['access-control-allow-origin']).toBe(PAGE);
      expect(loop.received).toEqual([]);
      answer = answerAsMerchantCenter;
      expect((await forward()).status).toBe(200);
      expectNoLeak(response);
    });

    it.each<[string, (request: Seen, response: ServerResponse) => void]>([
      ['is silent', () => undefined],
      ['begins its response and never ends it', (_, response) => response.write('{')],
    ])('are rejected when the upstream %s', async (_, slow) => {
      await loop.close();
      loop = await startLoop({ targetTimeout: 300 });
      answer = slow;
      const response = await forward();
      expect([response.status, refusalOf(response).code]).toEqual([502, 'upstream_unreachable']);
      expect(loop.received).toEqual([]);
    });

    it.each([
      ['another Project', { key: 'other', allAppliedPermissions: [] }],
      ['no permissions at all', { key: 'my-project' }],
      ['permissions that are no list', { key: 'my-project', allAppliedPermissions: 'all' }],
    ])('are rejected when the upstream answers with %s', async (_, project) => {
      answer = (_request, response) => response.end(JSON.stringify({ data: { me: { id: 'x' }, project } }));
      const response = await forward();
      expect([response.status, refusalOf(response).code]).toEqual([403, 'project_access_denied']);
    });

    it('are rejected when the upstream is down', async () => {
      upstream.closeAllConnections();
      await new Promise((resolve) => upstream.close(resolve));
      const response = await forward();
      expect([response.status, refusalOf(response).code]).toEqual([502, 'upstream_unreachable']);
      expectNoLeak(response);
    });

    it('are not sent when their caller has left while the upstream was asked', async () => {
      let asked: () => void = () => undefined;
      const isAsked = new Promise<void>((resolve) => (asked = resolve));
      answer = (request, response) => {
        asked();
        setTimeout(() => {
          answerAsMerchantCenter(request, response);
        }, 100);
      };
      const abort = new AbortController();
      const call = fetch(`${loop.url}/proxy/forward-to`, {
        headers: { ...loop.headersFor('/notes'), authorization: `Bearer ${TOKEN}` },
        signal: abort.signal,
      }).catch(() => undefined);
      await isAsked;
      abort.abort();
      await call;
      expect((await forward()).status).toBe(200);
      expect(loop.received).toHaveLength(1);
    });
  });

  describe('everything else', () => {
    it('goes to the upstream with the session token, and comes back readable for the page', async () => {
      answer = (_, response) =>
        response
          .writeHead(201, {
            'access-control-allow-origin': '*',
            'content-type': 'text/plain',
            'x-refreshed-session-token': 'fresh',
            'strict-transport-security': 'max-age=1',
          })
          .end('made');
      const response = await loop.send('/proxy/ctp/my-project/products?limit=1', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          origin: PAGE,
          'x-project-key': 'my-project',
          'x-forwarded-for': '1.2.3.4',
          referer: `${PAGE}/my-project`,
          'content-length': '4',
        },
        body: 'body',
      });
      expect([response.status, response.body]).toEqual([201, 'made']);
      expect(response.headers).toMatchObject({
        'access-control-allow-origin': PAGE,
        'access-control-allow-credentials': 'true',
        'x-refreshed-session-token': 'fresh',
      });
      expect(response.headers).not.toHaveProperty('strict-transport-security');
      expect(seen).toEqual([
        expect.objectContaining({ method: 'POST', url: '/proxy/ctp/my-project/products?limit=1', body: 'body' }),
      ]);
      expect(seen[0]?.headers).toMatchObject({
        authorization: `Bearer ${TOKEN}`,
        'x-project-key': 'my-project',
        host: new URL(upstreamUrl).host,
      });
      expect(seen[0]?.headers).not.toHaveProperty('x-forwarded-for');
      expect(seen[0]?.headers).not.toHaveProperty('referer');
    });

    it('keeps cookies of the upstream here; the browser has an id that stands for them', async () => {
      answer = (_, response) =>
        response
          .writeHead(200, {
            'set-cookie': [`mcAccessToken=${COOKIE}; Secure; HttpOnly; Domain=example.com`, 'gone=1; Max-Age=0'],
          })
          .end('{}');
      const signedIn = await loop.send('/tokens', { method: 'POST', headers: { origin: PAGE } });
      const [line = '', ...others] = signedIn.headers['set-cookie'] ?? [];
      expect(others).toEqual([]);
      expect(line).toMatch(/^mcAccessToken=[\w-]{43}; HttpOnly; SameSite=Lax; Path=\/$/);
      const [cookie = ''] = line.split(';');
      answer = answerAsMerchantCenter;
      const response = await forward({ authorization: undefined, cookie });
      expect(response.status).toBe(200);
      expect(seen[1]?.headers.cookie).toBe(`mcAccessToken=${COOKIE}`);
      // An id that somebody made up stands for nothing.
      expect((await forward({ authorization: undefined, cookie: `${cookie}x` })).status).toBe(401);
      answer = (_, deletion) => deletion.writeHead(200, { 'set-cookie': 'mcAccessToken=; Max-Age=0' }).end();
      await loop.send('/logout', { method: 'POST', headers: { origin: PAGE, cookie } });
      time += 60_000;
      expect((await forward({ authorization: undefined, cookie })).status).toBe(401);
      expectNoLeak(signedIn, response);
    });

    it.each(['//evil.example/graphql', '/\\evil.example', '/@evil.example'])(
      'never goes to another host: %s',
      async (path) => {
        answer = (_, response) => response.end('upstream');
        const response = await loop.send(path, { headers: { authorization: `Bearer ${TOKEN}` } });
        expect([response.status, response.body]).toEqual([200, 'upstream']);
      },
    );

    it('is a redirect to the real sign-in page for /login/authorize, with its query', async () => {
      const response = await loop.send('/login/authorize?client_id=__local:notes&state=a%26b');
      expect([response.status, response.headers.location]).toEqual([
        302,
        `${upstreamUrl}/login/authorize?client_id=__local:notes&state=a%26b`,
      ]);
      expect(seen).toEqual([]);
    });

    it('is what the upstream says at /graphql, though the gateway can answer the shell itself', async () => {
      answer = (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"user":{"id":"upstream-user"}}}');
      const body = JSON.stringify({ operationName: 'FetchLoggedInUser', query: '{ user { id } }' });
      const response = await loop.send('/graphql', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          origin: PAGE,
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'x-graphql-target': 'mc',
        },
        body,
      });
      expect([response.status, response.body]).toEqual([200, '{"data":{"user":{"id":"upstream-user"}}}']);
      expect(seen).toEqual([expect.objectContaining({ method: 'POST', url: '/graphql', body })]);
    });

    it('is upstream_unreachable when the upstream is down', async () => {
      upstream.closeAllConnections();
      await new Promise((resolve) => upstream.close(resolve));
      const response = await loop.send('/graphql', { method: 'POST', headers: { origin: PAGE } });
      expect([response.status, refusalOf(response).code]).toEqual([502, 'upstream_unreachable']);
    });

    it('does not include the keys, which are those of this gateway', async () => {
      const { body } = await loop.send('/.well-known/openid-configuration');
      expect(JSON.parse(body)).toMatchObject({ issuer: loop.url });
      expect(seen).toEqual([]);
    });

    it('is kept from pages of other projects: only the port of mc-scripts is known without --origin', async () => {
      for (const origin of ['http://localhost:5173', 'https://evil.example']) {
        const response = await loop.send('/graphql', { method: 'POST', headers: { origin } });
        expect([response.status, refusalOf(response).code]).toEqual([403, 'origin_not_allowed']);
      }
      expect((await loop.send('/graphql', { method: 'TRACE' })).status).toBe(405);
      expect(seen).toEqual([]);
    });
  });
});

describe('a second local gateway as upstream', () => {
  it.each(['token', 'cookie'])('lets its users call by %s, and nobody after they have signed out', async (way) => {
    const upstream = await startGatewayLoop();
    const loop = await startGatewayLoop({
      projects: undefined,
      users: undefined,
      upstream: upstream.url,
      signIn: false,
    });
    try {
      const signIn = await loop.send('/sign-in', {
        method: 'POST',
        headers: { origin: PAGE, 'content-type': 'application/json' },
        body: '{"userId":"manager"}',
      });
      const { sessionToken } = JSON.parse(signIn.body) as { sessionToken: string };
      const [cookie = ''] = (signIn.headers['set-cookie']?.[0] ?? '').split(';');
      expect(cookie).not.toContain(sessionToken);
      const session =
        way === 'token' ? { authorization: `Bearer ${sessionToken}` } : { authorization: undefined, cookie };
      const headers = { ...session, 'x-forward-to-claims': 'permissions' };
      expect((await loop.forward('/notes', { headers })).status).toBe(200);
      expect(claimsOf(loop.received[0])).toMatchObject({
        sub: 'manager',
        [`${loop.url}/claims/user_permissions`]: ['canViewNotes', 'canManageNotes'],
      });
      const other = await loop.forward('/notes', { headers: { ...headers, 'x-project-key': 'other-project' } });
      expect(refusalOf(other).code).toBe('project_access_denied');
      upstream.gateway.endSessions();
      const ended = await loop.forward('/notes', { headers: { ...headers, 'x-force-token': 'true' } });
      expect([ended.status, refusalOf(ended).code]).toEqual([401, 'unauthenticated']);
    } finally {
      await loop.close();
      await upstream.close();
    }
  });
});

it('names --upstream when a session comes that this gateway did not begin', async () => {
  const loop = await startGatewayLoop();
  try {
    const response = await loop.forward('/notes', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect([response.status, refusalOf(response).hint]).toEqual([401, expect.stringContaining('--upstream gcp-eu')]);
  } finally {
    await loop.close();
  }
});
