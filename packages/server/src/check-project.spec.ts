import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import express from 'express';
import { createSessionMiddleware } from './express/index.ts';
import { createSessionAuthVerifier } from './index.ts';
import type { RejectedEvent } from './index.ts';
import { API, createLab, ISSUER, NOW, PATH } from './test-support/attacks/lab.ts';
import { refusalOf } from './test-support/refusal-of.ts';

const lab = createLab();
const options = { audience: API, issuer: ISSUER, jwks: { keys: lab.keys }, now: () => NOW };
const headers = { authorization: `Bearer ${lab.token()}` };

it('keeps what the function threw from the caller, and hands it to onRejected', async () => {
  const failure = new Error('connect ECONNREFUSED db.internal');
  const trail: RejectedEvent[] = [];
  const app = express();
  app.use(
    createSessionMiddleware({
      ...options,
      exposeDetails: true,
      projects: () => Promise.reject(failure),
      onRejected: (event) => trail.push(event),
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`, { headers });
  expect(response.status).toBe(503);
  expect(response.headers.get('x-forward-to-error')).toBe('verifier/projects_unavailable');
  expect(response.headers.get('www-authenticate')).toBeNull();
  expect(await response.text()).not.toContain('db.internal');
  expect(trail).toMatchObject([{ code: 'projects_unavailable', projectKey: 'my-project', error: { cause: failure } }]);
  await new Promise((resolve) => server.close(resolve));
});

it('says what the function gave by its type alone', async () => {
  const verify = createSessionAuthVerifier({ ...options, projects: (() => 'secret row') as unknown as () => boolean });
  const error = await refusalOf(verify({ headers, url: PATH }));
  expect(error).toMatchObject({ code: 'projects_unavailable', actual: 'the function gave string' });
});

it('assigns no session before the function has let the caller in', async () => {
  let answer: (isServed: boolean) => void = () => undefined;
  const verify = createSessionAuthVerifier({
    ...options,
    projects: () => new Promise((resolve) => (answer = resolve)),
  });
  const request: { headers: object; url: string; session?: unknown } = { headers, url: PATH };
  const verified = verify(request);
  await new Promise((resolve) => setImmediate(resolve));
  expect(request.session).toBeUndefined();
  answer(true);
  await verified;
  expect(request.session).toEqual({ userId: 'user-1', projectKey: 'my-project' });
});
