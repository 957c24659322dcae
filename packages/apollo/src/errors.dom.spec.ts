import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gql } from '@apollo/client';
import { createApolloClient, createApolloContextForProxyForwardTo, forwardToErrorOf, HttpError } from './index.ts';
import { startGraphQlApi } from './test-support/start-graphql-api.ts';
import type { GraphQlApi } from './test-support/start-graphql-api.ts';

const UserQuery = gql`
  query User {
    userId
  }
`;

let api: GraphQlApi;
beforeAll(async () => {
  api = await startGraphQlApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.openPage();
});

async function errorAt(path: string, context: object = {}): Promise<unknown> {
  const client = createApolloClient();
  const error: unknown = await client
    .query({
      query: UserQuery,
      context: { ...createApolloContextForProxyForwardTo({ uri: api.apiUrl + path }), ...context },
    })
    .then(
      ({ data }) => {
        throw new Error(`resolved with ${JSON.stringify(data)}`);
      },
      (reason: unknown) => reason,
    );
  const found = forwardToErrorOf(error);
  if (!found) throw error;
  expect(found.hint).toMatch(/\w/);
  return found;
}

describe('an error of the transport', () => {
  it.each([400, 401, 403, 404, 409, 422, 429, 500, 503])(
    'is the API’s own %d with its message and body',
    async (statusCode) => {
      const path = `/status/${statusCode}`;
      const before = api.received.get(path) ?? 0;
      const error = await errorAt(path);
      expect(error).toMatchObject({
        code: 'http_error',
        source: 'api',
        statusCode,
        message: `POST ${api.apiUrl}${path} responded with ${statusCode}: The API says ${statusCode}`,
        request: { method: 'POST', url: api.apiUrl + path },
        body: { message: `The API says ${statusCode}`, detail: [1, 2] },
        cause: { name: 'ServerError' },
      });
      expect(error).toBeInstanceOf(HttpError);
      if (statusCode === 429) expect(error).toMatchObject({ headers: { 'retry-after': '7' } });
      // Never repeated, a 401 of the API's own included.
      expect(api.received.get(path)).toBe(before + 1);
    },
  );

  it.each([
    ['/other-audience', 401, 'audience_mismatch'],
    ['/other-project', 403, 'project_not_allowed'],
  ])('is the refusal of the verifier at %s, which is not repeated', async (path, statusCode, code) => {
    const before = api.received.get(path) ?? 0;
    expect(await errorAt(path)).toMatchObject({
      code,
      source: 'verifier',
      statusCode,
      body: { forwardToError: { code } },
    });
    expect(api.received.get(path)).toBe(before + 1);
  });

  it.each([
    ['/html', { code: 'http_error', source: 'api', statusCode: 502, body: '<h1>Bad gateway</h1>' }],
    ['/bare-503', { code: 'http_error', source: 'api', statusCode: 503, body: undefined }],
    ['/reset', { code: 'target_unreachable', source: 'gateway', statusCode: 502 }],
    ['/redirect', { code: 'http_error', source: 'api', statusCode: 302 }],
    ['/html-200', { code: 'invalid_response', statusCode: 200 }],
    ['/broken-json', { code: 'invalid_response', statusCode: 200 }],
    ['/not-graphql', { code: 'invalid_response', statusCode: 200 }],
    ['/broken-off', { code: 'network_error', source: 'network' }],
  ])('at %s is the same as through every other door', async (path, expected) => {
    expect(await errorAt(path)).toMatchObject(expected);
  });

  it('is a 401 of the gateway once the session has ended, and a 403 for another Project', async () => {
    sessionStorage.setItem('sessionToken', 'ended');
    expect(await errorAt('/graphql')).toMatchObject({ code: 'unauthenticated', source: 'gateway', statusCode: 401 });
    await api.openPage();
    expect(await errorAt('/graphql', { projectKey: 'other' })).toMatchObject({
      code: 'project_access_denied',
      source: 'gateway',
      statusCode: 403,
    });
  });

  it('is a network error when nobody listens', async () => {
    Object.assign(window, { app: { mcApiUrl: 'http://127.0.0.1:1' } });
    expect(await errorAt('/graphql')).toMatchObject({ code: 'network_error', source: 'network' });
  });

  it('tells an abort from a timeout', async () => {
    const controller = new AbortController();
    const aborted = errorAt('/never', { fetchOptions: { signal: controller.signal } });
    setTimeout(() => {
      controller.abort(new Error('left the page'));
    }, 30);
    expect(await aborted).toMatchObject({ code: 'aborted', source: 'network' });
    expect(await errorAt('/never', { fetchOptions: { signal: AbortSignal.timeout(30) } })).toMatchObject({
      code: 'timeout',
      source: 'network',
    });
    expect(await errorAt('/never', { fetchOptions: { signal: AbortSignal.abort() } })).toMatchObject({
      code: 'aborted',
    });
  });
});

describe('an error that is found before anything is sent', () => {
  it.each([
    ['a target that is no URL', { forwardToConfig: { uri: 'my-api' } }, 'invalid_config'],
    ['no configuration', { forwardToConfig: null }, 'invalid_config'],
    [
      'a header of the gateway’s',
      { forwardToConfig: { uri: 'https://a.example', headers: { Cookie: 'a=b' } } },
      'invalid_header',
    ],
    ['a line break in a header', { headers: { 'x-a': 'b\r\nX-Forward-To: https://evil.example' } }, 'invalid_header'],
    ['a feature flag that no header can carry', { featureFlag: 'a\nb' }, 'invalid_header'],
  ])('is told for %s', async (_, context, code) => {
    const before = api.operations.length;
    expect(await errorAt('/graphql', context)).toMatchObject({ code, source: 'client' });
    expect(api.operations).toHaveLength(before);
  });

  it('says that the page has no Project', async () => {
    window.history.replaceState({}, '', '/login');
    try {
      expect(await errorAt('/graphql')).toMatchObject({ code: 'missing_context' });
    } finally {
      window.history.replaceState({}, '', '/my-project/notes');
    }
  });
});

describe('forwardToErrorOf', () => {
  it('gives nothing for errors of the GraphQL answer, and for anything else', async () => {
    const error: unknown = await createApolloClient()
      .query({
        query: gql`
          query Refused {
            refused
          }
        `,
        context: createApolloContextForProxyForwardTo({ uri: `${api.apiUrl}/graphql` }),
      })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining('Not today') });
    for (const other of [error, undefined, null, 'text', new Error('x'), new RangeError('x'), {}]) {
      expect(forwardToErrorOf(other)).toBeUndefined();
    }
  });
});
