import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { forwardToRequest } from '@forward-to/http-client';
import { stubApplicationContext } from '@forward-to/testing';
import { assertNoContractViolations, forwardTo } from '@forward-to/testing/msw';
import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

const url = 'https://api.example.com/orders/7';
const server = setupServer(
  forwardTo.get('https://api.example.com/orders/:id', ({ params, session }) =>
    HttpResponse.json({ id: params.id, seenBy: session.userId }),
  ),
  forwardTo.otherwise(),
);
let restore;
before(() => {
  restore = stubApplicationContext({ projectKey: 'my-project' });
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  server.resetHandlers();
  assertNoContractViolations();
});
after(() => {
  server.close();
  restore();
});

test('shows an order', async () => {
  assert.deepEqual(await forwardToRequest(url), { id: '7', seenBy: 'my-user' });
});

test('reports a broken contract by header, expected and actual value', async () => {
  const response = await fetch('http://localhost:8080/proxy/forward-to', {
    headers: { 'Accept-version': 'v9', 'X-Forward-To': url, 'X-Forward-To-Audience-Policy': 'forward-url-full-path' },
  });
  assert.equal(response.status, 400);
  assert.throws(
    () => assertNoContractViolations(),
    /header: +Accept-version\n +expected: v2 or v1\n +actual: +"v9"[\s\S]*header: +X-Project-Key[\s\S]*actual: +\(missing\)/,
  );
});
