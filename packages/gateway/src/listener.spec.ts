import { expect, it } from '@jest/globals';
import { createGateway } from './create-gateway.ts';

it('answers as ever when its onEvent listener throws', async () => {
  const gateway = createGateway({
    projects: ['my-project'],
    targets: ['http://localhost:6001'],
    port: 0,
    onEvent: () => {
      throw new Error('a broken listener');
    },
  });
  const url = await gateway.listen();
  try {
    expect((await fetch(url, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    const signIn = { method: 'POST', headers: { 'content-type': 'application/json' } };
    expect((await fetch(`${url}/sign-in`, { ...signIn, body: '{}' })).status).toBe(200);
  } finally {
    await gateway.close();
  }
});

it.each([{ toString: 1, valueOf: 1 }, ['developer'], 5, null, true])('knows no user %j', async (userId) => {
  const gateway = createGateway({ projects: ['my-project'], targets: ['http://localhost:6001'], port: 0 });
  const url = await gateway.listen();
  try {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/sign-in`, { method: 'POST', headers, body: JSON.stringify({ userId }) });
    expect([answer.status, answer.headers.get('x-forward-to-error')]).toEqual([401, 'gateway/unauthenticated']);
  } finally {
    await gateway.close();
  }
});
