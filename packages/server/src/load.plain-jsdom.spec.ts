import { expect, it } from '@jest/globals';
import { startKeyServer } from './test-support/start-key-server.ts';

const audience = 'https://api.example.com';
const subject = { userId: 'u1', projectKey: 'shop', audience: `${audience}/orders` };

it('has none of what Node has beside fetch', () => {
  expect([typeof TextDecoder, typeof TextEncoder, typeof ReadableStream]).toEqual(Array(3).fill('undefined'));
});

it.each(['index', 'express/index', 'fetch/index', 'lambda/index', 'fastify/index'])(
  'loads the entry %s',
  async (entry) => {
    await expect(import(`./${entry}.ts`)).resolves.toBeDefined();
  },
);

it('verifies a request with keys that it fetches', async () => {
  const { createSessionAuthVerifier } = await import('./index.ts');
  const keys = await startKeyServer();
  const { issuer } = keys;
  const verify = createSessionAuthVerifier({
    audience,
    issuer: issuer.issuer,
    projects: ['shop'],
    now: () => keys.now,
  });
  const authorization = `Bearer ${issuer.mint({ ...subject, userId: 'ü1' })}`;
  await expect(verify({ headers: { authorization }, url: '/orders' })).resolves.toEqual({
    userId: 'ü1',
    projectKey: 'shop',
  });
  await expect(verify({ headers: {}, url: '/orders' })).rejects.toMatchObject({ code: 'missing_authorization' });
  await keys.close();
});
