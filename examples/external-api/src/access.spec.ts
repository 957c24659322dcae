import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from './test-support/start-test-api.ts';
import type { TestApi } from './test-support/start-test-api.ts';

const viewer = { userId: 'viewer-1', permissions: ['canViewOrderNotes'] };
const note = { orderNumber: '1001', text: 'Call before delivery' };
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('access', () => {
  it('refuses a call without a token and names the scheme', async () => {
    const response = await fetch(`${api.url}/order-notes`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    const body = await response.json();
    expect(body.forwardToError).toMatchObject({ source: 'verifier', code: 'missing_authorization' });
    expect(JSON.stringify(body)).not.toContain('node_modules');
  });

  it('tells nobody without a token which paths there are', async () => {
    expect((await fetch(`${api.url}/no-such-path`)).status).toBe(401);
  });

  it('refuses a Project that it does not serve, although the token is genuine', async () => {
    const response = await api.call('/order-notes', {}, { projectKey: 'someone-elses-project' });
    expect(response.status).toBe(403);
    expect((await response.json()).forwardToError).toMatchObject({ source: 'verifier', code: 'project_not_allowed' });
  });

  it.each([
    ['POST', '/order-notes', note],
    ['PUT', '/order-notes/1', note],
    ['PATCH', '/order-notes/1', { text: 'x' }],
    ['DELETE', '/order-notes/1', {}],
  ])('lets a viewer read but not %s', async (method, path, body) => {
    expect((await api.call('/order-notes', {}, viewer)).status).toBe(200);
    const response = await api.send(method, path, body, viewer);
    expect(response.status).toBe(403);
    expect((await response.json()).forwardToError).toMatchObject({ code: 'insufficient_permissions' });
  });

  it('does not read the body of somebody who may not write', async () => {
    const response = await api.call('/order-notes', { method: 'POST', body: '{ not json' }, viewer);
    expect(response.status).toBe(403);
  });

  it('does not show notes to somebody without the permission to view them', async () => {
    const response = await api.call('/order-notes', {}, { permissions: ['canManageOrderNotes'] });
    expect(response.status).toBe(403);
  });

  it('tells a page that did not ask for permissions so', async () => {
    const response = await api.call('/order-notes', {}, { permissions: undefined });
    expect(response.status).toBe(403);
    expect((await response.json()).forwardToError).toMatchObject({ code: 'permissions_not_requested' });
  });

  it('answers /health to anybody', async () => {
    const response = await fetch(`${api.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});
