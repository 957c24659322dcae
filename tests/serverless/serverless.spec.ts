import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { findFreePort } from '../e2e/start-process.ts';
import { startFunction } from './start-function.ts';
import type { RunningFunction } from './start-function.ts';

const note = { orderNumber: '1001', text: 'Call before delivery, é' };

// Each platform is a process of its own, as `npm run start:<platform>` starts it; the gateway calls it over HTTP.
describe.each(['lambda', 'google-cloud', 'workers'])('the order note function on %s', (platform) => {
  let gateway: Gateway;
  let target: string;
  let running: RunningFunction | undefined;

  beforeAll(async () => {
    target = `http://localhost:${await findFreePort()}`;
    gateway = createGateway({
      projects: ['my-project', 'other-project'],
      targets: [target],
      port: 0,
      users: [user('manager', ['canManageOrderNotes']), user('viewer', ['canViewOrderNotes'])],
    });
    running = await startFunction(platform, target, await gateway.listen());
  }, 60_000);
  afterAll(async () => {
    await running?.stop();
    await gateway.close();
  });

  const call = async (userId: string, body: string, { projectKey = 'my-project', path = '/order-notes' } = {}) => {
    const signIn = await fetch(`${gateway.url}/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ userId }),
    });
    const { sessionToken } = (await signIn.json()) as { sessionToken: string };
    return fetch(`${gateway.url}/proxy/forward-to`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${sessionToken}`,
        'Content-Type': 'application/json',
        'Accept-version': 'v2',
        'X-Project-Key': projectKey,
        'X-Forward-To': `${target}${path}`,
        'X-Forward-To-Audience-Policy': 'forward-url-full-path',
        'X-Forward-To-Claims': 'permissions',
      },
      body,
    });
  };

  it('takes many notes at once, also when it has no keys of the gateway yet', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => call('manager', JSON.stringify(note))));
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
  });

  it('takes a note of somebody who may, and knows who it was', async () => {
    const response = await call('manager', JSON.stringify(note), { path: '/stage/order-notes?draft=1' });
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect([response.status, await response.json()]).toEqual([
      201,
      { ...note, status: 'open', createdBy: 'manager', projectKey: 'my-project' },
    ]);
  });

  it('names the fields of a note that is not complete', async () => {
    for (const body of ['{"text":" "}', '[]', '{"orderNumber":1,"text":["x"]}']) {
      const response = await call('manager', body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        code: 'invalid_input',
        errors: [{ field: 'orderNumber' }, { field: 'text' }],
      });
    }
  });

  it('refuses somebody without the permission, and users of another Project', async () => {
    const refusals = [
      [await call('viewer', JSON.stringify(note)), 'insufficient_permissions'],
      [await call('manager', JSON.stringify(note), { projectKey: 'other-project' }), 'project_not_allowed'],
    ] as const;
    for (const [response, code] of refusals) {
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ forwardToError: { source: 'verifier', code } });
    }
  });

  it('refuses a call without a token, and with one that nobody signed', async () => {
    const bare = await fetch(`${target}/order-notes`, { method: 'POST', body: JSON.stringify(note) });
    expect([bare.status, bare.headers.get('x-forward-to-error')]).toEqual([401, 'verifier/missing_authorization']);
    const headers = { Authorization: 'Bearer e30.e30.AAAA' };
    expect((await fetch(`${target}/order-notes`, { headers })).status).toBe(401);
  });
});

function user(id: string, permissions: string[]) {
  const access = { permissions };
  return { id, name: id, projects: { 'my-project': access, 'other-project': access } };
}
