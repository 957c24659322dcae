import { expect, it } from '@jest/globals';
import { createGateway } from './create-gateway.ts';
import { describeEvent } from './describe-event.ts';
import { startGatewayLoop } from './test-support/gateway-loop.ts';

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

it.each([
  ['verifier/audience_mismatch', 'verifier/audience_mismatch'],
  [undefined, 'api/http_error'],
  ['verifier/<b>bold</b>', 'api/http_error'],
])('says on the terminal who refused a call that is marked %j', async (mark, shown) => {
  const loop = await startGatewayLoop();
  try {
    loop.answerWith((_request, response) => {
      if (mark !== undefined) response.setHeader('x-forward-to-error', mark);
      response.statusCode = 401;
      response.end();
    });
    await loop.forward('/notes');
    const line = describeEvent(await loop.callEvent());
    expect(line).toContain(` 401 ${shown} `);
    expect(line).not.toContain('<b>');
  } finally {
    await loop.close();
  }
});
