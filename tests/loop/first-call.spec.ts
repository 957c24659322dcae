import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInProcess } from './start-in-process.ts';
import type { Loop } from './start-in-process.ts';

const NOTE = { orderNumber: '1001', text: 'Call before delivery', status: 'open' };
let loop: Loop;
let session: string;
beforeAll(async () => {
  loop = await startInProcess();
  session = await signIn('manager');
});
afterAll(async () => {
  await loop.close();
  expect(loop.reported).toEqual([]);
});

async function signIn(userId: string): Promise<string> {
  const answer = await fetch(`${loop.gatewayUrl}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { sessionToken: string }).sessionToken;
}

/** Calls the API through the gateway; `headers` replace what a complete call sends. */
async function forward(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${loop.gatewayUrl}/proxy/forward-to`, {
    method,
    headers: {
      authorization: `Bearer ${session}`,
      'accept-version': 'v2',
      'x-forward-to': loop.apiUrl + path,
      'x-forward-to-audience-policy': 'forward-url-full-path',
      'x-forward-to-claims': 'permissions',
      'x-project-key': 'my-project',
      'content-type': 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    mark: answer.headers.get('x-forward-to-error'),
    headers: answer.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

describe('a manager, through the gateway', () => {
  it('creates, reads, lists, changes, replaces and deletes a note', async () => {
    const created = await forward('POST', '/order-notes', NOTE);
    expect(created).toMatchObject({ status: 201, mark: null, body: { ...NOTE, createdBy: 'manager', version: 1 } });
    const path = `/order-notes/${String(created.body.id)}`;
    expect(created.headers.get('location')).toBe(path);
    expect(await forward('GET', path)).toMatchObject({ status: 200, body: created.body });
    expect(await forward('GET', '/order-notes?limit=10')).toMatchObject({
      status: 200,
      body: { total: 1, results: [created.body] },
    });
    expect(await forward('PATCH', path, { status: 'done' })).toMatchObject({
      status: 200,
      body: { ...NOTE, status: 'done', version: 2 },
    });
    const other = { orderNumber: '1002', text: 'Grüße, 你好', status: 'open' };
    expect(await forward('PUT', path, other)).toMatchObject({ status: 200, body: { ...other, version: 3 } });
    expect(await forward('HEAD', path)).toMatchObject({ status: 200, body: undefined });
    expect(await forward('DELETE', path)).toMatchObject({ status: 204, body: undefined });
    expect(await forward('GET', path)).toMatchObject({ status: 404, mark: 'api/http_error' });
  });

  it('is told by the API itself what is wrong with the input', async () => {
    expect(await forward('POST', '/order-notes', { orderNumber: '1' })).toMatchObject({
      status: 400,
      mark: 'api/http_error',
      body: { code: 'invalid_input', errors: [{ field: 'text', message: expect.any(String) }] },
    });
  });

  it('may use the origin as audience policy only where the API does', async () => {
    const answer = await forward('GET', '/order-notes', undefined, {
      'x-forward-to-audience-policy': 'forward-url-origin',
    });
    expect(answer).toMatchObject({ status: 401, mark: 'verifier/audience_mismatch' });
    expect(answer.body.forwardToError.hint).toEqual(expect.any(String));
  });
});

describe('permissions', () => {
  it('let a viewer read, and refuse a write with the reason', async () => {
    const authorization = `Bearer ${await signIn('viewer')}`;
    expect((await forward('GET', '/order-notes', undefined, { authorization })).status).toBe(200);
    const refused = await forward('POST', '/order-notes', NOTE, { authorization });
    expect(refused).toMatchObject({ status: 403, mark: 'verifier/insufficient_permissions' });
    expect(refused.body.forwardToError.hint).toEqual(expect.any(String));
  });

  it('are missing when the call did not ask for them, and the answer says so', async () => {
    const refused = await forward('GET', '/order-notes', undefined, { 'x-forward-to-claims': '' });
    expect(refused).toMatchObject({ status: 403, mark: 'verifier/permissions_not_requested' });
  });
});

describe('the gateway refuses, with a hint', () => {
  it.each([
    ['no session', { authorization: '' }, 401, 'unauthenticated'],
    ['another Project', { 'x-project-key': 'other-project' }, 403, 'project_access_denied'],
    ['a target that is not allowed', { 'x-forward-to': 'https://api.example.com/' }, 403, 'target_not_allowed'],
    ['a foreign page', { origin: 'https://evil.example' }, 403, 'origin_not_allowed'],
  ])('%s', async (_, headers, status, code) => {
    const answer = await forward('GET', '/order-notes', undefined, headers);
    expect(answer).toMatchObject({
      status,
      mark: `gateway/${code}`,
      body: { forwardToError: { source: 'gateway', code, hint: expect.stringMatching(/\w/) } },
    });
  });
});

describe('the API, called directly', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'answers %s without a token with 401 and no stack',
    async (method) => {
      const path = method === 'GET' || method === 'POST' ? '/order-notes' : '/order-notes/1';
      const answer = await fetch(loop.apiUrl + path, { method });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      const body = await answer.text();
      expect(JSON.parse(body)).toMatchObject({ forwardToError: { source: 'verifier', code: 'missing_authorization' } });
      expect(body).not.toMatch(/node_modules|\.ts:\d/);
    },
  );

  it('takes neither a session token nor forged headers of the gateway', async () => {
    const answer = await fetch(`${loop.apiUrl}/order-notes`, {
      headers: { authorization: `Bearer ${session}`, 'x-mc-api-cloud-identifier': 'local' },
    });
    expect(answer.status).toBe(401);
  });
});

describe('sessions', () => {
  it('renew a stale platform token on request, and stay ended once they are', async () => {
    loop.gateway.expirePlatformTokens('manager');
    expect(await forward('GET', '/order-notes')).toMatchObject({ status: 401, mark: 'gateway/unauthenticated' });
    expect((await forward('GET', '/order-notes', undefined, { 'x-force-token': 'true' })).status).toBe(200);
    expect((await forward('GET', '/order-notes')).status).toBe(200);
    loop.gateway.endSessions('manager');
    const ended = await forward('GET', '/order-notes', undefined, { 'x-force-token': 'true' });
    expect(ended).toMatchObject({ status: 401, mark: 'gateway/unauthenticated' });
    session = await signIn('manager');
    expect((await forward('GET', '/order-notes')).status).toBe(200);
  });
});
