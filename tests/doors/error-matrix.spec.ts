import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttpClient, forwardToErrorFrom } from '@forward-to/http-client';
import type { HttpClient } from '@forward-to/http-client';
import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { startScriptedApi } from './start-scripted-api.ts';
import type { ScriptedApi } from './start-scripted-api.ts';

let api: ScriptedApi;
beforeAll(async () => {
  api = await startScriptedApi();
});
afterAll(async () => {
  await api.close();
});

interface Call {
  method?: 'GET' | 'POST';
  signal?: AbortSignal;
}

/** The three ways to a typed error. */
const ways: Record<string, (client: HttpClient, uri: string, call: Call) => Promise<unknown>> = {
  forwardToRequest: (client, uri, { method = 'GET', signal }) => client.forwardToRequest(uri, { method, signal }),
  'createForwardToFetch + forwardToErrorFrom': async (client, uri, call) => {
    const response = await client.createForwardToFetch()(uri, call);
    if (!response.ok) throw await forwardToErrorFrom(response);
    return (await response.json()) as unknown;
  },
  'executeHttpClientRequest + createFetcher': (client, uri, call) =>
    client.executeHttpClientRequest(client.createFetcher(client.buildApiUrl('/proxy/forward-to'), call), {
      forwardToConfig: { uri },
    }),
};

async function errorOf(promise: Promise<unknown>): Promise<ForwardToError & { body?: unknown; headers?: unknown }> {
  const error: unknown = await promise.then(
    (value) => {
      throw new Error(`resolved with ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
  if (!isForwardToError(error)) throw error;
  expect(error.hint).toMatch(/\w/);
  return error;
}

describe.each(Object.entries(ways))('%s', (_, call) => {
  it.each([400, 401, 403, 404, 409, 422, 429, 500, 503])(
    'gives the API’s own %d with its message and body',
    async (status) => {
      const path = `/status/${status}`;
      const before = api.received.get(path) ?? 0;
      const error = await errorOf(call(await api.connect(), api.apiUrl + path, { method: 'POST' }));
      expect(error).toMatchObject({
        code: 'http_error',
        source: 'api',
        statusCode: status,
        message: `POST ${api.apiUrl}${path} responded with ${status}: The API says ${status}`,
        request: { method: 'POST', url: api.apiUrl + path },
        body: { message: `The API says ${status}`, detail: [1, 2] },
      });
      if (status === 429) expect(error.headers).toMatchObject({ 'retry-after': '7' });
      // Never repeated, a 401 of the API's own included.
      expect(api.received.get(path)).toBe(before + 1);
    },
  );

  it.each([
    ['/other-audience', 401, 'audience_mismatch'],
    ['/other-project', 403, 'project_not_allowed'],
    ['/guarded', 403, 'permissions_not_requested'],
  ])('gives the refusal of the verifier at %s', async (path, statusCode, code) => {
    const before = api.received.get(path) ?? 0;
    const error = await errorOf(call(await api.connect(), api.apiUrl + path, {}));
    expect(error).toMatchObject({ code, source: 'verifier', statusCode, body: { forwardToError: { code } } });
    expect(api.received.get(path)).toBe(before + 1);
  });

  it.each([
    ['401 for a session that has ended', { sessionToken: 'ended' }, '/empty', 401, 'unauthenticated'],
    ['403 for another Project', { projectKey: 'other' }, '/empty', 403, 'project_access_denied'],
    ['502 for a connection that the API resets', {}, '/reset', 502, 'target_unreachable'],
  ])('gives the gateway’s %s', async (__, options, path, statusCode, code) => {
    const error = await errorOf(call(await api.connect(options), api.apiUrl + path, {}));
    expect(error).toMatchObject({ code, source: 'gateway', statusCode });
  });

  it('gives a 502 page of HTML as its text', async () => {
    const error = await errorOf(call(await api.connect(), `${api.apiUrl}/html`, {}));
    expect(error).toMatchObject({ code: 'http_error', source: 'api', statusCode: 502, body: '<h1>Bad gateway</h1>' });
  });

  it('gives a 503 without headers and body', async () => {
    const error = await errorOf(call(await api.connect(), `${api.apiUrl}/bare-503`, {}));
    expect(error).toMatchObject({ code: 'http_error', statusCode: 503, body: undefined });
  });
});

describe.each(Object.entries(ways).filter(([name]) => !name.startsWith('createForwardToFetch')))('%s', (_, call) => {
  it.each([
    ['JSON that breaks off', '/broken-json', 'invalid_response'],
    ['a page of HTML where data was asked for', '/html-200', 'invalid_response'],
    ['a connection that breaks off in the body', '/broken-off', 'network_error'],
  ])('rejects %s', async (__, path, code) => {
    const error = await errorOf(call(await api.connect(), api.apiUrl + path, {}));
    expect(error.code).toBe(code);
  });

  it('tells an abort from a timeout', async () => {
    const client = await api.connect();
    const controller = new AbortController();
    const aborted = errorOf(call(client, `${api.apiUrl}/never`, { signal: controller.signal }));
    controller.abort();
    expect(await aborted).toMatchObject({ code: 'aborted', source: 'network' });
    const late = errorOf(call(client, `${api.apiUrl}/never`, { signal: AbortSignal.timeout(30) }));
    expect(await late).toMatchObject({ code: 'timeout', source: 'network' });
  });

  it('gives nothing for an empty answer', async () => {
    expect(await call(await api.connect(), `${api.apiUrl}/empty`, {})).toBeUndefined();
  });
});

describe('a gateway that nobody started', () => {
  it('is a network error', async () => {
    // Nothing of this test listens there.
    const client = createHttpClient({ context: { mcApiUrl: 'http://127.0.0.1:1', projectKey: 'my-project' } });
    const dead = client.createFetcher(client.buildApiUrl('/proxy/forward-to'));
    expect(
      await errorOf(client.executeHttpClientRequest(dead, { forwardToConfig: { uri: api.apiUrl } })),
    ).toMatchObject({
      code: 'network_error',
      source: 'network',
    });
  });
});
