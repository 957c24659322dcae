import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { createSessionMiddleware } from './index.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Well-formed, and signed by nobody: enough to make the verifier ask for keys. */
const TOKEN = `${part({ alg: 'RS256', kid: 'k' })}.${part({ iss: 'https://gateway.example' })}.${part({ signature: 1 })}`;

it.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('%s leaves an answer alone that a timeout of the API has given, and goes on', async (_name, framework) => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => {
    unhandled.push(reason);
  };
  process.on('unhandledRejection', note);
  let tellAsked: () => void = () => undefined;
  const keysAsked = new Promise<void>((asked) => {
    // The keys fail to come, but only after the API has given up on the call.
    tellAsked = asked;
  });
  let rejectKeys: (reason: Error) => void = () => undefined;
  const app = framework();
  app.use((_request, response, next) => {
    void keysAsked.then(() => {
      response.status(503).end('too late');
      rejectKeys(new Error('down'));
    });
    next();
  });
  app.use(
    createSessionMiddleware({
      audience: 'https://api.example',
      issuer: 'https://gateway.example',
      projects: ['shop'],
      fetch: () =>
        new Promise((_resolve, reject) => {
          rejectKeys = reject;
          tellAsked();
        }),
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
  try {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect([answer.status, await answer.text()]).toEqual([503, 'too late']);
    // The refusal of the verifier comes now; give what it would reject with the time to show.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
