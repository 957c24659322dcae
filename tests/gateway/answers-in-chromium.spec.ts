import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { describeInChromium } from '../../test-support/chromium.ts';

interface PageAnswer {
  status: number;
  body: string;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

describeInChromium('responses of the external API in a browser', (browser: () => Browser) => {
  let listener: RequestListener;
  const api = createServer((request, response) => {
    listener(request, response);
  });
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>t</title>'));
  let gateway: Gateway;
  let apiUrl: string;
  let siteUrl: string;
  let page: Page;

  beforeAll(async () => {
    [apiUrl, siteUrl] = [await listen(api), await listen(site)];
    gateway = createGateway({ projects: ['my-project'], targets: [apiUrl], origins: [siteUrl], port: 0 });
    await gateway.listen();
  });
  afterAll(async () => {
    await gateway.close();
    for (const server of [api, site]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
  beforeEach(async () => {
    page = await browser().newPage();
    await page.goto(siteUrl);
    await page.evaluate(
      (url) =>
        fetch(`${url}/sign-in`, {
          method: 'POST',
          credentials: 'include',
          headers: { 'content-type': 'application/json' },
        }),
      gateway.url,
    );
  });

  /** A call as a page makes it, without a helper that might hide what the browser does. */
  const call = (headers: Record<string, string> = {}): Promise<PageAnswer> =>
    page.evaluate(
      async ([url, target, more]) => {
        const response = await fetch(`${url}/proxy/forward-to`, {
          credentials: 'include',
          headers: {
            'accept-version': 'v2',
            'x-forward-to': target,
            'x-forward-to-audience-policy': 'forward-url-full-path',
            'x-project-key': 'my-project',
            ...more,
          },
        });
        return { status: response.status, body: await response.text() };
      },
      [gateway.url, `${apiUrl}/notes`, headers] as const,
    );

  it.each([
    ['X-Tenant', 'x-tenant'],
    ['Accept', 'accept'],
    ['Accept-Language', 'accept-language'],
  ])('are not taken from the cache for a call that differs in %s', async (vary, name) => {
    listener = (request, response) => {
      response.writeHead(200, { 'cache-control': 'private, max-age=60', vary }).end(request.headers[name]);
    };
    for (const value of ['application/one', 'application/two', 'application/one']) {
      expect(await call({ [`x-forward-header-${name}`]: value })).toEqual({ status: 200, body: value });
    }
  });

  it('fail when the connection to the API is reset in the middle of one', async () => {
    let socket: Socket | undefined;
    listener = (request, response) => {
      socket = request.socket;
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { connection: 'close', 'content-type': 'text/plain' });
      response.write('half of a ', () => {
        setTimeout(() => socket?.resetAndDestroy(), 20);
      });
    };
    await expect(call()).rejects.toThrow(/Failed to fetch|network error/);
  });

  it.each(['Basic realm="The password of your bank, please"', 'Digest realm="x", nonce="y"'])(
    'open no password dialog: %s',
    async (challenge) => {
      listener = (_, response) => response.writeHead(401, { 'www-authenticate': challenge }).end('refused');
      expect(await call()).toEqual({ status: 401, body: 'refused' });
    },
  );
});
