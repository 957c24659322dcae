import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSessionMiddleware, requirePermissions } from '@forward-to/server/express';
import { badTokenCodes, badTokenKinds, createTestIssuer } from '@forward-to/testing';
import express from 'express';

/** The API under test. Its options are an argument, so that a test can name its own issuer. */
function createApi(verifierOptions) {
  const app = express();
  app.use(
    createSessionMiddleware({ ...verifierOptions, audience: 'https://api.example.com', projects: ['my-project'] }),
  );
  app.get('/orders', requirePermissions('canViewOrders'), (request, response) => {
    response.json({ seenBy: request.session.userId });
  });
  return app;
}

const url = 'https://api.example.com/orders';
let issuer;
let server;
before(async () => {
  issuer = await createTestIssuer();
  server = createApi(issuer.verifierOptions).listen(0);
});
after(() => {
  server.close();
});

async function call(authorization) {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/orders`, { headers: { authorization } });
  return { status: response.status, body: await response.json() };
}

test('lets a user in who may view orders', async () => {
  const authorization = issuer.authorization({ url, userId: 'u1', permissions: ['canViewOrders'] });
  assert.deepEqual(await call(authorization), { status: 200, body: { seenBy: 'u1' } });
});

test('rejects a user who may not', async () => {
  const { status, body } = await call(issuer.authorization({ url, permissions: [] }));
  assert.deepEqual([status, body.forwardToError.code], [403, 'insufficient_permissions']);
});

for (const kind of badTokenKinds) {
  test(`rejects a token of the kind "${kind}"`, async () => {
    const { body } = await call(`Bearer ${issuer.mintBad(kind, { url, permissions: ['canViewOrders'] })}`);
    assert.equal(body.forwardToError.code, badTokenCodes[kind]);
  });
}
