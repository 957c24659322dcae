import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from './test-support/start-test-api.ts';
import type { TestApi } from './test-support/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('GET /token-claims', () => {
  it("answers with the claims of the caller's own token and the session made of them, without the token", async () => {
    const response = await api.call('/token-claims', {}, { userId: 'viewer-1', permissions: ['canViewOrderNotes'] });
    expect(response.status).toBe(200);
    const text = await response.text();
    const { claims, session } = JSON.parse(text) as { claims: Record<string, unknown>; session: unknown };
    expect(session).toEqual({
      userId: 'viewer-1',
      projectKey: 'my-project',
      userPermissions: ['canViewOrderNotes'],
    });
    expect(claims).toMatchObject({ sub: 'viewer-1', type: 'exchange', aud: `${api.url}/token-claims` });
    expect(claims[`${String(claims.iss)}/claims/project_key`]).toBe('my-project');
    expect(text).not.toContain('eyJ');
  });

  it('answers nothing without a token', async () => {
    expect((await fetch(`${api.url}/token-claims`)).status).toBe(401);
  });
});
