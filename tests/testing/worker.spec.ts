import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { describeInChromium } from '../../test-support/chromium.ts';

/** What the page runs: handlers in the browser's own worker, a door of this kit, and a `fetch` of somebody's own. */
const PAGE = `
  import { forwardToRequest } from '@forward-to/http-client';
  import { stubApplicationContext } from '@forward-to/testing';
  import { contractViolations, forwardTo } from '@forward-to/testing/msw';
  import { HttpResponse } from 'msw';
  import { setupWorker } from 'msw/browser';

  const url = 'https://api.example.com/files/7';
  const worker = setupWorker(
    forwardTo.put('https://api.example.com/files/:id', async ({ request, params, session }) =>
      HttpResponse.json({
        id: params.id,
        session,
        bytes: (await request.arrayBuffer()).byteLength,
        token: request.headers.get('authorization').split('.').length,
      }),
    ),
    forwardTo.otherwise(),
  );
  window.result = (async () => {
    stubApplicationContext({ projectKey: 'shop' });
    forwardTo.signIn({ userId: 'u1', permissions: ['canViewOrders'] });
    await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
    const answer = await forwardToRequest(url, {
      method: 'PUT',
      body: new Blob(['x'.repeat(100000)]),
      includeUserPermissions: true,
    });
    const broken = await fetch('http://localhost:8080/proxy/forward-to', { headers: { 'X-Forward-To': url, 'X-Own': 'a' } });
    const body = await broken.json();
    return {
      answer,
      broken: [broken.status, body.forwardToError.code],
      violations: contractViolations().map(({ header }) => header.toLowerCase()),
      unhandled: await forwardToRequest('https://api.example.com/file').catch(({ statusCode }) => statusCode),
    };
  })().catch((error) => ({ error: String(error) }));
`;

let server: Server;
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: '.', loader: 'ts' },
    bundle: true,
    format: 'esm',
    conditions: ['@forward-to/source', 'browser'],
    write: false,
  });
  const worker = readFileSync('node_modules/msw/lib/mockServiceWorker.js');
  const files: Record<string, [type: string, body: string | Uint8Array]> = {
    '/page.js': ['text/javascript', outputFiles[0]!.contents],
    '/mockServiceWorker.js': ['text/javascript', worker],
  };
  server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? [
      'text/html',
      '<!doctype html><script type="module" src="/page.js"></script>',
    ];
    response.setHeader('content-type', type).end(body);
  });
  await new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve(undefined);
    }),
  );
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describeInChromium('forwardTo in the worker of a browser', (browser) => {
  it('hands over body, session and token, and reports violations and calls that nobody takes', async () => {
    const page = await browser().newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('window.result');
    expect(await page.evaluate('window.result')).toEqual({
      answer: {
        id: '7',
        session: { userId: 'u1', projectKey: 'shop', userPermissions: ['canViewOrders'] },
        bytes: 100_000,
        token: 3,
      },
      broken: [400, 'missing_header'],
      violations: ['accept-version', 'x-forward-to-audience-policy', 'x-project-key', 'x-own'],
      unhandled: 501,
    });
  });
});
