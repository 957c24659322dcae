import { configureStore } from '@reduxjs/toolkit';
import { createApi, retry } from '@reduxjs/toolkit/query';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createForwardToBaseQuery } from './index.ts';
import type { BaseQueryApi, ForwardToBaseQueryArgs, ForwardToBaseQueryConfig } from './index.ts';
import { signIn, startScriptedApi } from './test-support/start-page.ts';
import type { ScriptedApi } from './test-support/start-page.ts';

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
}

let api: ScriptedApi;
let sessionToken: string;
beforeAll(async () => {
  api = await startScriptedApi((app) => {
    app.get('/where/*path', (request, response) => {
      response.json(request.url);
    });
  });
  sessionToken = await signIn(api.gateway.url);
});
afterAll(async () => {
  await api.close();
});

const query = (config: ForwardToBaseQueryConfig = {}) =>
  createForwardToBaseQuery({
    baseUrl: api.apiUrl,
    context: { mcApiUrl: api.gateway.url, projectKey: 'my-project', sessionToken },
    ...config,
  });
const apiOf = (signal = new AbortController().signal): BaseQueryApi => ({
  signal,
  getState: () => ({ language: 'de' }),
  endpoint: 'any',
});
const ask = (args: ForwardToBaseQueryArgs, config?: ForwardToBaseQueryConfig, signal?: AbortSignal) =>
  query(config)(args, apiOf(signal));

describe('the URL of a call', () => {
  it.each<[string, ForwardToBaseQueryArgs, string]>([
    ['text', '/where/x?a=1', '/where/x?a=1'],
    ['a URL without its slash', { url: 'where/x' }, '/where/x'],
    ['params', { url: '/where/x', params: { a: 'b c', page: 2, none: undefined } }, '/where/x?a=b+c&page=2'],
    ['params after a query', { uri: '/where/x?a=1', params: new URLSearchParams({ b: '2' }) }, '/where/x?a=1&b=2'],
    ['what looks like another host', '//where/evil.example', '/where/evil.example'],
  ])('is made of %s', async (_, args, expected) => {
    expect(await ask(args)).toEqual({ data: expected });
  });

  it('may be absolute', async () => {
    expect(await ask({ uri: `${api.apiUrl}/where/x` }, { baseUrl: 'https://other.example' })).toEqual({
      data: '/where/x',
    });
  });

  it('is invalid_config where it leads nowhere', async () => {
    expect(await ask('/x', { baseUrl: undefined })).toMatchObject({ error: { code: 'invalid_config' } });
  });
});

describe('a call', () => {
  it('sends a body, headers and what prepareHeaders adds', async () => {
    const { data } = await ask(
      { url: '/echo', method: 'PUT', body: { a: 1 }, headers: { 'X-Own': '1' } },
      {
        headers: { 'X-Own': '0', 'X-Common': '2' },
        prepareHeaders: (headers, { getState }) => {
          headers.set('accept-language', (getState() as { language: string }).language);
        },
      },
    );
    const echo = data as Echo;
    expect(echo.headers).toMatchObject({
      'x-own': '1',
      'x-common': '2',
      'accept-language': 'de',
      'content-type': 'application/json',
    });
    expect([echo.method, Buffer.from(echo.body, 'base64').toString()]).toEqual(['PUT', '{"a":1}']);
  });

  it('sends a form with the content type of a form', async () => {
    const body = new FormData();
    body.append('a', 'b');
    const { data } = await ask({ url: '/echo', method: 'POST', body });
    expect((data as Echo).headers['content-type']).toMatch(/^multipart\/form-data/);
  });

  it('gives null for an empty answer', async () => {
    expect(await ask('/empty')).toEqual({ data: null });
  });

  it('refuses a header that would add another', async () => {
    const headers = { 'X-Foo': 'a\r\nX-Bar: b' };
    expect(await ask({ url: '/echo', headers })).toMatchObject({ error: { code: 'invalid_header' } });
    expect(await ask({ url: '/echo', headers }, { prepareHeaders: () => undefined })).toMatchObject({
      error: { code: 'invalid_header' },
    });
  });

  it('refuses a body where nothing is written', async () => {
    expect(await ask({ url: '/echo', body: {} })).toMatchObject({ error: { code: 'invalid_config' } });
  });
});

describe('an error', () => {
  it('is plain data with the body of the answer', async () => {
    const { error } = await ask('/status/409');
    expect(error).toEqual({
      name: 'HttpError',
      code: 'http_error',
      message: `GET ${api.apiUrl}/status/409 responded with 409: The API says 409`,
      hint: expect.any(String),
      source: 'api',
      statusCode: 409,
      request: { method: 'GET', url: `${api.apiUrl}/status/409` },
      body: { message: 'The API says 409', detail: [1, 2] },
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual(error);
  });

  it('is "aborted" when RTK Query gives up the call', async () => {
    const controller = new AbortController();
    const call = ask('/never', {}, controller.signal);
    controller.abort();
    expect(await call).toMatchObject({ error: { code: 'aborted', source: 'network' } });
  });

  it('of the caller’s own code is thrown', async () => {
    const prepareHeaders = () => {
      throw new RangeError('mine');
    };
    await expect(ask('/empty', { prepareHeaders })).rejects.toThrow(RangeError);
  });
});

describe('createApi', () => {
  const createStore = () => {
    const orders = createApi({
      baseQuery: retry(query(), { maxRetries: 2, backoff: () => Promise.resolve() }),
      endpoints: (build) => ({
        read: build.query<string, string>({ query: (path) => path }),
        write: build.mutation<Echo, unknown>({ query: (body) => ({ url: '/echo', method: 'POST', body }) }),
      }),
    });
    const store = configureStore({
      reducer: { [orders.reducerPath]: orders.reducer },
      middleware: (defaults) => defaults().concat(orders.middleware),
    });
    return { orders, store };
  };

  it('reads and writes', async () => {
    const { orders, store } = createStore();
    const read = store.dispatch(orders.endpoints.read.initiate('/csv'));
    expect((await read).data).toBe('a;b\n1;2\n');
    const written = await store.dispatch(orders.endpoints.write.initiate({ a: 1 })).unwrap();
    expect(written.method).toBe('POST');
    read.unsubscribe();
    store.dispatch(orders.util.resetApiState());
  });

  it('keeps the error, after its retries', async () => {
    const { orders, store } = createStore();
    const read = store.dispatch(orders.endpoints.read.initiate('/status/503'));
    expect((await read).error).toMatchObject({ code: 'http_error', statusCode: 503, source: 'api' });
    expect(api.received.get('/status/503')).toBe(3);
    read.unsubscribe();
    store.dispatch(orders.util.resetApiState());
  });
});
