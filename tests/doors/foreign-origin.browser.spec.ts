import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInChromium } from '../../test-support/chromium.ts';
import { servePage, startServer } from './serve-page.ts';
import type { LocalServer } from './serve-page.ts';

const PAGE_SCRIPT = `
  import { createFetcher, executeHttpClientRequest } from '@forward-to/http-client';
  window.call = (url) =>
    executeHttpClientRequest(createFetcher(url), { forwardToConfig: { uri: 'https://api.example.com' } }).then(
      () => 'resolved',
      (error) => error.code ?? String(error),
    );
  window.ready = true;`;

describeInChromium('createFetcher in a page with a session', (browser: () => Browser) => {
  let app: object = {};
  let site: LocalServer;
  let gateway: LocalServer;
  let stranger: LocalServer;
  let stolen: (string | undefined)[] = [];
  let page: Page;
  /** Where the page has sent requests, or tried to. */
  let asked: string[] = [];

  beforeAll(async () => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*, authorization' };
    gateway = await startServer((_request, response) => response.writeHead(200, cors).end('{}'));
    stranger = await startServer((request, response) => {
      stolen.push(request.headers.authorization);
      response.writeHead(200, cors).end('{}');
    });
    site = await servePage(PAGE_SCRIPT, () => app);
  });
  afterAll(async () => {
    for (const server of [site, gateway, stranger]) await server.close();
  });
  beforeEach(() => {
    [stolen, asked] = [[], []];
  });

  const call = async (settings: object, url: string): Promise<string> => {
    app = settings;
    page = await browser().newPage();
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto(`${site.url}/my-project/notes`);
    await page.waitForFunction(() => 'ready' in window);
    const code = await page.evaluate((target) => {
      sessionStorage.setItem('sessionToken', 'SECRET');
      return (window as unknown as { call: (url: string) => Promise<string> }).call(target);
    }, url);
    await page.close();
    return code;
  };

  it.each([
    ['\u0001http:', '//'],
    ['ht\ntp:', '//'],
    ['http\n:', '//'],
    ['\b\u000ehttp:', '//'],
    ['', '/\t/'],
    ['', '\\\\'],
    ['http:', '//'],
  ])('never takes the session to a stranger behind %j and %j', async (scheme, slashes) => {
    const url = scheme + slashes + new URL(stranger.url).host;
    expect(await call({ mcApiUrl: gateway.url }, url)).toBe('invalid_config');
    expect([stolen, asked.includes(stranger.url)]).toEqual([[], false]);
  });

  it('reads a URL as the page does where page and gateway differ in scheme', async () => {
    const host = new URL(stranger.url).host;
    expect(await call({ mcApiUrl: 'https://gateway.invalid' }, `https:${host}/steal`)).toBe('invalid_config');
    expect(asked).not.toContain(`https://${host}`);
  });

  it('takes the session nowhere while the page has no mcApiUrl', async () => {
    for (const url of [stranger.url, gateway.url]) expect(await call({}, url)).toBe('invalid_config');
    expect([stolen, asked.includes(stranger.url), asked.includes(gateway.url)]).toEqual([[], false, false]);
  });

  it('calls the gateway and the server of the page', async () => {
    expect(await call({ mcApiUrl: gateway.url }, `${gateway.url}/proxy/forward-to`)).toBe('network_error');
    expect(asked).toContain(gateway.url);
    // The site answers with a page.
    expect(await call({ mcApiUrl: gateway.url }, '/proxy/forward-to')).toBe('invalid_response');
  });
});
