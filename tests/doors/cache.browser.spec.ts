import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInChromium } from '../../test-support/chromium.ts';
import { servePage, startServer } from './serve-page.ts';
import type { LocalServer } from './serve-page.ts';

/** Runs in the page: two calls that differ only in what travels as headers of the gateway. */
const PAGE_SCRIPT = `
  import { gql } from '@apollo/client';
  import { createApolloClient, createApolloContextForProxyForwardTo } from '@forward-to/apollo';
  import { buildApiUrl, createFetcher, createForwardToFetch, createHttpClient, executeHttpClientRequest, forwardToRequest } from '@forward-to/http-client';
  import { actions, createAsyncDispatch, createForwardToBaseQuery } from '@forward-to/sdk';
  const uri = 'https://api.example.com/orders';
  const tenant = (name) => ({ 'X-Tenant': name });
  const endpoint = () => buildApiUrl('/proxy/forward-to');
  const doors = {
    forwardToRequest: (headers) => forwardToRequest(uri, { headers }),
    createForwardToFetch: async (headers) => (await createForwardToFetch()(uri, { headers })).json(),
    'createForwardToFetch with a Request': async (headers) => (await createForwardToFetch()(new Request(uri, { headers }))).json(),
    'executeHttpClientRequest + createFetcher': (headers) => executeHttpClientRequest(createFetcher(endpoint()), { forwardToConfig: { uri, headers } }),
    createHttpClient: (headers) => createHttpClient({ context: { mcApiUrl: window.app.mcApiUrl, projectKey: 'my-project' } }).forwardToRequest(uri, { headers }),
    'SDK actions': (headers) => createAsyncDispatch()(actions.forwardTo.get({ uri, headers })),
    'RTK Query': async (headers) => (await createForwardToBaseQuery()({ url: uri, headers }, { signal: new AbortController().signal })).data,
    'Apollo Client with GET': async (headers) => {
      const client = createApolloClient({ http: { useGETForQueries: true }, cache: new window.InMemoryCache() });
      const context = createApolloContextForProxyForwardTo({ uri, headers });
      return (await client.query({ query: gql\`{ tenant accept target }\`, context })).data;
    },
  };
  import { InMemoryCache } from '@apollo/client';
  window.InMemoryCache = InMemoryCache;
  window.twice = async (door, name) => {
    const both = [];
    for (const value of ['text/one', 'text/two']) both.push((await doors[door]({ [name]: value }))[name === 'Accept' ? 'accept' : 'tenant']);
    return both;
  };
  window.targets = async () => {
    const both = [];
    for (const path of ['/1', '/2']) both.push((await forwardToRequest(uri + path)).target);
    return both;
  };
  window.cached = async () => {
    for (let count = 0; count < 2; count += 1) {
      await (await createForwardToFetch()(uri, { cache: 'default' })).text();
      await executeHttpClientRequest(createFetcher(endpoint(), { cache: 'force-cache' }), { forwardToConfig: { uri: uri + '/own' } });
    }
  };
  window.ready = true;`;

interface PageWindow {
  twice: (door: string, name: string) => Promise<string[]>;
  targets: () => Promise<string[]>;
  cached: () => Promise<void>;
}

// What the real gateway does with "Vary" is unknown: this one hands on what the API says, without the names that the browser knows.
describeInChromium('a gateway that leaves "Vary" as the API wrote it', (browser: () => Browser) => {
  let site: LocalServer;
  let gateway: LocalServer;
  let calls = 0;

  beforeAll(async () => {
    gateway = await startServer((request, response) => {
      const { headers, method } = request;
      response.writeHead(200, {
        'access-control-allow-origin': site.url,
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
        'content-type': 'application/json',
        'cache-control': 'private, max-age=60',
        vary: 'Origin, X-Tenant, Accept',
      });
      if (method !== 'OPTIONS') calls += 1;
      const data = {
        tenant: headers['x-forward-header-x-tenant'],
        accept: headers['x-forward-header-accept'],
        target: headers['x-forward-to'],
      };
      response.end(
        JSON.stringify({ ...data, data: { ...data, tenant: data.tenant ?? null, accept: data.accept ?? null } }),
      );
    });
    site = await servePage(PAGE_SCRIPT, () => ({ mcApiUrl: gateway.url }));
  });
  afterAll(async () => {
    for (const server of [site, gateway]) await server.close();
  });
  beforeEach(() => {
    calls = 0;
  });

  /** A context of its own: an empty cache. */
  const inPage = async <Result>(run: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<Result>) => {
    const page = await browser().newPage();
    await page.goto(`${site.url}/my-project/notes`);
    await page.waitForFunction(() => 'ready' in window);
    const result = await run(page);
    await page.close();
    return result;
  };

  it.each([
    'forwardToRequest',
    'createForwardToFetch',
    'createForwardToFetch with a Request',
    'executeHttpClientRequest + createFetcher',
    'createHttpClient',
    'SDK actions',
    'RTK Query',
    'Apollo Client with GET',
  ])('%s does not get the answer to another call', async (door) => {
    const both = await inPage(async (page) => {
      const run = (name: string) =>
        page.evaluate(([which, header]) => (window as unknown as PageWindow).twice(which, header), [
          door,
          name,
        ] as const);
      return [await run('X-Tenant'), await run('Accept')];
    });
    expect(both).toEqual([
      ['text/one', 'text/two'],
      ['text/one', 'text/two'],
    ]);
    expect(calls).toBe(4);
  });

  it('does not get the answer of another URL', async () => {
    expect(await inPage((page) => page.evaluate(() => (window as unknown as PageWindow).targets()))).toEqual([
      'https://api.example.com/orders/1',
      'https://api.example.com/orders/2',
    ]);
  });

  it('leaves the cache to a caller who asks for it', async () => {
    await inPage((page) => page.evaluate(() => (window as unknown as PageWindow).cached()));
    // A cache that is not asked for would have spared all but the first of the four.
    expect(calls).toBeLessThan(4);
  });
});
