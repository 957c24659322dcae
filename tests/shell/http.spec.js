/* global sessionStorage, window */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as kit from '@forward-to/http-client';
import { startScriptedApi } from '../doors/start-scripted-api.ts';
import { openShellPage } from './open-shell-page.js';

let api, page, published;
beforeAll(async () => {
  api = await startScriptedApi();
  page = await openShellPage(api.gateway.url);
  published = await import('@commercetools-frontend/application-shell-connectors');
});
afterAll(async () => {
  page.close();
  await api.close();
});
beforeEach(() => {
  page.sent.length = 0;
  api.received.clear();
});

/** Options, but for the part of the correlation id that is new in each call. */
function withoutUuid({ headers, ...options }) {
  return { ...options, headers: { ...headers, 'X-Correlation-Id': headers['X-Correlation-Id'].replace(/[^/]+$/, '') } };
}

describe('createHttpClientOptions', () => {
  const uri = 'https://api.example.com/orders?page=2';
  const userAgent = 'order-notes/1.0';
  const configs = [
    ['a forward-to call', { userAgent, forwardToConfig: { uri } }],
    [
      'every option of it',
      {
        userAgent,
        projectKey: 'other-project',
        headers: { 'X-Team-Id': 'team' },
        forwardToConfig: {
          uri,
          headers: { 'X-Foo': 'bär' },
          audiencePolicy: 'forward-url-origin',
          includeUserPermissions: true,
          version: 'v1',
        },
      },
    ],
    ['a call to the gateway itself', { userAgent, headers: { Accept: 'text/html' } }],
  ];
  const pages = [
    ['a page of a Project', '/my-project/notes', {}],
    ['a Custom View', '/custom-views/view-id/projects/my-project', { customViewId: 'view-id' }],
    [
      'a page with a login mode',
      '/my-project/notes',
      { __DEVELOPMENT__: { mcIdentityLoginModeOverride: 'mc-identity' } },
    ],
  ];

  it.each(pages.flatMap(([where, path, app]) => configs.map(([what, config]) => [what, where, path, app, config])))(
    'gives the published options for %s on %s',
    (_what, _where, path, app, config) => {
      const before = window.app;
      window.history.replaceState({}, '', path);
      window.app = { ...before, ...app };
      try {
        expect(withoutUuid(kit.createHttpClientOptions(config))).toEqual(
          withoutUuid(published.createHttpClientOptions(config)),
        );
      } finally {
        window.app = before;
        window.history.replaceState({}, '', '/my-project/notes');
      }
    },
  );

  it('names the client only when it is told how; the published one makes a name up (a difference)', () => {
    const [theirs, ours] = [published, kit].map(({ createHttpClientOptions }) =>
      createHttpClientOptions({ forwardToConfig: { uri } }),
    );
    expect(theirs.headers['X-User-Agent']).toContain('order-notes');
    expect(ours.headers['X-User-Agent']).toBeUndefined();
  });
});

describe('buildApiUrl', () => {
  it('gives the published URL', () => {
    for (const endpoint of ['/proxy/forward-to', '/graphql', '/my-project/orders?a=b']) {
      expect(kit.buildApiUrl(endpoint)).toBe(published.buildApiUrl(endpoint));
    }
  });

  it('refuses an endpoint that would change the host; the published one takes it (a difference)', () => {
    const endpoint = '.example.org/graphql';
    expect(new URL(published.buildApiUrl(endpoint.replace('.', '@'))).host).toBe('example.org');
    expect(() => kit.buildApiUrl(endpoint)).toThrow(expect.objectContaining({ code: 'invalid_config' }));
  });
});

describe('executeHttpClientRequest', () => {
  const configOf = (path) => ({ userAgent: 'order-notes/1.0', forwardToConfig: { uri: api.apiUrl + path } });

  /** A fetcher as an application wrote it for the published function. */
  const fetcher = async (options) => {
    const response = await fetch(kit.buildApiUrl('/proxy/forward-to'), options);
    const data = await response.json();
    return { data, statusCode: response.status, getHeader: (name) => response.headers.get(name) };
  };

  it.each(['/echo', '/status/409'])(
    'sends the published request with the same fetcher, and gives the same data: %s',
    async (path) => {
      const theirs = await published.executeHttpClientRequest(fetcher, configOf(path));
      const ours = await kit.executeHttpClientRequest(fetcher, configOf(path));
      expect(page.sent[1]).toEqual(page.sent[0]);
      const dataOf = ({ headers, ...data }) => ({ ...data, headers: Object.keys(headers ?? {}) });
      expect(dataOf(ours)).toEqual(dataOf(theirs));
    },
  );

  it('works beside the published one on a page whose platform token went stale', async () => {
    api.gateway.expirePlatformTokens();
    await Promise.all([published, kit].map((from) => from.executeHttpClientRequest(fetcher, configOf('/echo'))));
    expect(api.received.get('/echo')).toBe(2);
  });

  it('sends a call once that the API answers with 401; the published one repeats it (a difference)', async () => {
    const timesOf = async ({ executeHttpClientRequest }) => {
      api.received.clear();
      await expect(executeHttpClientRequest(fetcher, configOf('/status/401'))).rejects.toThrow();
      return api.received.get('/status/401');
    };
    expect([await timesOf(published), await timesOf(kit)]).toEqual([2, 1]);
  });

  it('stores a refreshed session token where the published one reads it, and the other way', async () => {
    const before = sessionStorage.getItem('sessionToken');
    const refreshing = () => Promise.resolve({ data: {}, statusCode: 200, getHeader: () => 'refreshed' });
    for (const [writer, reader] of [
      [published, kit],
      [kit, published],
    ]) {
      sessionStorage.removeItem('sessionToken');
      await writer.executeHttpClientRequest(refreshing);
      expect(reader.createHttpClientOptions().headers.Authorization).toBe('Bearer refreshed');
    }
    sessionStorage.setItem('sessionToken', before);
  });
});
