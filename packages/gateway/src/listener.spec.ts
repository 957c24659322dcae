import { expect, it, jest } from '@jest/globals';
import { createGateway } from './create-gateway.ts';
import { describeEvent } from './describe-event.ts';
import { startGatewayLoop } from './test-support/gateway-loop.ts';

it('answers as ever when its onEvent listener throws', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
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
    expect(warn).toHaveBeenCalledWith('The onEvent listener of the gateway threw', {
      code: 'FORWARD_TO_LISTENER_FAILED',
    });
  } finally {
    warn.mockRestore();
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

it('says on the terminal which call the gateway rejected, without query and user info', async () => {
  const loop = await startGatewayLoop();
  try {
    const target = 'http://user:password@localhost:1/notes?token=secret#part';
    await loop.forward('', { method: 'PUT', headers: { 'x-forward-to': target } });
    await loop.forward('', { headers: { 'x-forward-to': 'mailto:secret@example.com' } });
    await loop.forward('', { headers: { 'x-forward-to': 'nonsense' } });
    const lines = loop.events.filter(({ type }) => type === 'refusal').map((event) => describeEvent(event));
    expect(lines).toEqual([
      expect.stringContaining('PUT http://localhost:1/notes rejected by the gateway: invalid_target. '),
      expect.stringContaining('GET mailto: rejected'),
      expect.stringContaining('GET /proxy/forward-to rejected'),
    ]);
    expect(lines.join('')).not.toMatch(/secret|password@/);
  } finally {
    await loop.close();
  }
});
