/** @jest-environment node */
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as published from '@commercetools-backend/express';
import { createGateway } from '@forward-to/gateway';
import { createHttpClient } from '@forward-to/http-client';
import * as kit from '@forward-to/server/express';
import express from 'express';

const verifiers = { published, kit };
const policies = ['forward-url-full-path', 'forward-url-origin'];

let server, gateway, client, apiUrl;
beforeAll(async () => {
  server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://localhost:${server.address().port}`;
  gateway = createGateway({ projects: ['my-project', 'other'], targets: [apiUrl], port: 0, permissions: ['canView'] });
  await gateway.listen();
  server.on('request', createApp());
  const response = await fetch(`${gateway.url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { sessionToken } = await response.json();
  client = createHttpClient({ context: { mcApiUrl: gateway.url, projectKey: 'my-project', sessionToken } });
});
afterAll(async () => {
  await gateway.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Every verifier with every policy, below a path that says which: `/kit/forward-url-origin`. */
function createApp() {
  const app = express();
  for (const [name, { createSessionMiddleware }] of Object.entries(verifiers)) {
    for (const audiencePolicy of policies) {
      const options = { audience: apiUrl, audiencePolicy, issuer: gateway.url, projects: ['my-project'] };
      app.use(`/${name}/${audiencePolicy}`, createSessionMiddleware(options), (request, response) => {
        response.json(request.session);
      });
    }
  }
  // eslint-disable-next-line no-unused-vars -- Express knows an error handler by its four parameters
  app.use((error, request, response, next) => {
    response.status(401).json({ message: error.message });
  });
  return app;
}

const ask = (name, policy, { path = '/orders/1?page=2', ...options } = {}) =>
  client.forwardToRequest(`${apiUrl}/${name}/${policy}${path}`, { audiencePolicy: policy, ...options });

describe.each(policies)('with %s', (policy) => {
  it.each(['v2', 'v1'])(
    "the published verifier lets this kit's gateway in, with the same session (%s)",
    async (version) => {
      const sessions = await Promise.all(Object.keys(verifiers).map((name) => ask(name, policy, { version })));
      const session = { userId: 'developer', projectKey: 'my-project' };
      expect(sessions).toEqual([session, session]);
    },
  );

  it('both give the permissions when they are asked for', async () => {
    const sessions = await Promise.all(
      Object.keys(verifiers).map((name) =>
        ask(name, policy, { includeUserPermissions: true, method: 'POST', json: {} }),
      ),
    );
    const session = { userId: 'developer', projectKey: 'my-project', userPermissions: ['canView'] };
    expect(sessions).toEqual([session, session]);
  });

  it('both refuse a token of the other policy', async () => {
    const audiencePolicy = policies.find((other) => other !== policy);
    for (const name of Object.keys(verifiers)) {
      await expect(ask(name, policy, { audiencePolicy })).rejects.toMatchObject({ statusCode: 401 });
    }
  });
});

it('both know the same regions', () => {
  expect(kit.CLOUD_IDENTIFIERS).toEqual(published.CLOUD_IDENTIFIERS);
  expect(kit.MC_API_URLS).toEqual(published.MC_API_URLS);
});

describe('differences of the verifiers', () => {
  const policy = 'forward-url-full-path';

  it('only this one looks at the Project', async () => {
    const other = { projectKey: 'other' };
    expect(await ask('published', policy, other)).toMatchObject(other);
    await expect(ask('kit', policy, other)).rejects.toMatchObject({ statusCode: 403 });
  });

  it('the published one leaves the answer to the application, this one gives it', async () => {
    const audiencePolicy = 'forward-url-origin';
    await expect(ask('published', policy, { audiencePolicy })).rejects.toMatchObject({ source: 'api' });
    await expect(ask('kit', policy, { audiencePolicy })).rejects.toMatchObject({
      source: 'verifier',
      body: { forwardToError: { code: 'audience_mismatch' } },
    });
  });
});
