import { forwardToRequest } from '@forward-to/http-client';
import { stubApplicationContext } from '@forward-to/testing';
import { assertNoContractViolations, forwardTo } from '@forward-to/testing/msw';
import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

const url = 'https://api.example.com/orders/7';
const server = setupServer(
  forwardTo.get('https://api.example.com/orders/:id', ({ params, session }) =>
    HttpResponse.json({ id: params.id, seenBy: session.userId }),
  ),
  forwardTo.otherwise(),
);
let restore;
beforeAll(() => {
  restore = stubApplicationContext({ projectKey: 'my-project' });
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  server.resetHandlers();
  forwardTo.signIn();
  assertNoContractViolations();
});
afterAll(() => {
  server.close();
  restore();
});

test('shows an order', async () => {
  forwardTo.signIn({ userId: 'u1' });
  expect(await forwardToRequest(url)).toEqual({ id: '7', seenBy: 'u1' });
});

test('tells why a call was rejected', async () => {
  server.use(forwardTo.get(url, () => forwardTo.refusal('insufficient_permissions')));
  await expect(forwardToRequest(url)).rejects.toMatchObject({ statusCode: 403, source: 'verifier' });
});

test('reports a broken contract by header, expected and actual value', async () => {
  const response = await fetch('http://localhost:8080/proxy/forward-to', {
    headers: { 'Accept-version': 'v9', 'X-Forward-To': url, 'X-Forward-To-Audience-Policy': 'forward-url-full-path' },
  });
  expect(response.status).toBe(400);
  expect(() => assertNoContractViolations()).toThrow(
    /header: +Accept-version\n +expected: v2 or v1\n +actual: +"v9"[\s\S]*header: +X-Project-Key[\s\S]*actual: +\(missing\)/,
  );
});

test('works with fake timers', async () => {
  vi.useFakeTimers({ now: 0 });
  try {
    expect(await forwardToRequest(url)).toEqual({ id: '7', seenBy: 'my-user' });
  } finally {
    vi.useRealTimers();
  }
});
