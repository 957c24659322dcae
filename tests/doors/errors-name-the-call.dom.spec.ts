import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { forwardToErrorFrom, createForwardToFetch } from '@forward-to/http-client';
import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { DOORS as REST_DOORS } from './doors.ts';
import type { Door } from './doors.ts';
import { apolloDoor } from './graphql-door.ts';
import { openPage } from './open-page.ts';
import { startScriptedApi } from './start-scripted-api.ts';
import type { ScriptedApi } from './start-scripted-api.ts';

const DOORS: Readonly<Record<string, Door>> = {
  ...REST_DOORS,
  'Apollo Client': (call, apiUrl) =>
    apolloDoor({ ...call, method: 'POST', json: { query: '{ order { id } }', variables: {} } }, apiUrl),
};
// These two reject as fetch does where no response came.
const AS_FETCH = ['createHttpClientOptions + fetch', 'createForwardToFetch', 'useForwardToFetch'];

let api: ScriptedApi;
beforeAll(async () => {
  api = await startScriptedApi();
  await openPage(api.gateway.url);
});
afterAll(async () => {
  await api.close();
});

async function errorOf(promise: Promise<unknown>): Promise<ForwardToError> {
  const error: unknown = await promise.then(
    () => new Error('resolved'),
    (reason: unknown) => reason,
  );
  if (!isForwardToError(error)) throw error;
  return error;
}
const methodOf = (name: string) => (name === 'Apollo Client' ? 'POST' : 'GET');

it.each(Object.keys(DOORS).filter((name) => name !== 'createHttpClientOptions + fetch'))(
  '%s names the call of a response by method and URL, and by nothing that may be secret',
  async (name) => {
    const error = await errorOf(
      DOORS[name]!({ name, method: 'GET', path: '/status/404?token=SECRET#SECRET' }, api.apiUrl),
    );
    const request = { method: methodOf(name), url: `${api.apiUrl}/status/404` };
    expect(error.request).toEqual(request);
    expect(error.message).toBe(`${request.method} ${request.url} responded with 404: The API says 404`);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ request });
    expect(JSON.stringify(error) + error.message).not.toContain('SECRET');
  },
);

it.each(Object.keys(DOORS).filter((name) => !AS_FETCH.includes(name)))(
  '%s names the call that got no response, and the gateway',
  async (name) => {
    // Nothing of this test listens there.
    Object.assign(window, { app: { mcApiUrl: 'http://127.0.0.1:1' } });
    try {
      const error = await errorOf(DOORS[name]!({ name, method: 'GET', path: '/orders' }, api.apiUrl));
      expect(error).toMatchObject({
        code: 'network_error',
        message: `${methodOf(name)} ${api.apiUrl}/orders got no response from http://127.0.0.1:1/proxy/forward-to.`,
        hint: expect.stringContaining('npx forward-to-gateway'),
        request: { method: methodOf(name), url: `${api.apiUrl}/orders` },
      });
    } finally {
      Object.assign(window, { app: { mcApiUrl: api.gateway.url } });
    }
  },
);

it.each(Object.keys(DOORS).filter((name) => !AS_FETCH.includes(name)))(
  '%s names the call that was aborted',
  async (name) => {
    const controller = new AbortController();
    const outcome = errorOf(
      DOORS[name]!({ name, method: 'GET', path: '/never', signal: controller.signal }, api.apiUrl),
    );
    controller.abort();
    expect(await outcome).toMatchObject({
      code: 'aborted',
      message: `${methodOf(name)} ${api.apiUrl}/never was aborted.`,
    });
  },
);

it('names the call of a copy of the response when it is told', async () => {
  const response = await createForwardToFetch()(`${api.apiUrl}/status/409`);
  const copy = response.clone();
  expect((await forwardToErrorFrom(copy)).message).toBe('The call responded with 409: The API says 409');
  const request = { method: 'GET', url: `${api.apiUrl}/status/409?a=b` };
  expect((await forwardToErrorFrom(copy, request)).request).toEqual({ ...request, url: `${api.apiUrl}/status/409` });
});
