import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/protocol';
import { DOORS as REST_DOORS } from './doors.ts';
import type { Door } from './doors.ts';
import { apolloDoor } from './graphql-door.ts';
import type { LogicalCall } from './logical-calls.ts';
import { openPage } from './open-page.ts';
import { startScriptedApi } from './start-scripted-api.ts';
import type { ScriptedApi } from './start-scripted-api.ts';

const DOORS: Readonly<Record<string, Door>> = {
  ...REST_DOORS,
  // The one that sends nothing but GraphQL.
  'Apollo Client': (call, apiUrl) =>
    apolloDoor({ ...call, method: 'POST', json: { query: '{ order { id } }', variables: {} } }, apiUrl),
};

/** What two doors call the request in their message: GraphQL is posted, and a bare `fetch` keeps the URL of the API to itself. */
const SUBJECTS: Readonly<Record<string, (url: string) => string>> = {
  'Apollo Client': (url) => `POST ${url}`,
  'createHttpClientOptions + fetch': () => 'The call',
};

let api: ScriptedApi;
beforeAll(async () => {
  api = await startScriptedApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  await openPage(api.gateway.url);
});

/** What a caller can see of an error, or what the door resolved with by mistake. */
async function errorThrough(door: Door, call: LogicalCall): Promise<{ message: string } & Record<string, unknown>> {
  try {
    throw new Error(`resolved with ${JSON.stringify(await door(call, api.apiUrl))}`);
  } catch (error) {
    if (!isForwardToError(error)) throw error;
    const { code, source, statusCode, message, hint } = error;
    return { code, source, statusCode, message, hint, body: 'body' in error ? error.body : undefined };
  }
}

const MATRIX: [path: string, expected: { code: string; source: string; statusCode: number }][] = [
  ...[400, 401, 403, 404, 409, 422, 429, 500, 503].map(
    (statusCode) =>
      [`/status/${statusCode}`, { code: 'http_error', source: 'api', statusCode }] satisfies (typeof MATRIX)[number],
  ),
  ['/other-audience', { code: 'audience_mismatch', source: 'verifier', statusCode: 401 }],
  ['/other-project', { code: 'project_not_allowed', source: 'verifier', statusCode: 403 }],
  ['/guarded', { code: 'permissions_not_requested', source: 'verifier', statusCode: 403 }],
  ['/reset', { code: 'target_unreachable', source: 'gateway', statusCode: 502 }],
  ['/html', { code: 'http_error', source: 'api', statusCode: 502 }],
  ['/bare-503', { code: 'http_error', source: 'api', statusCode: 503 }],
];

describe.each(MATRIX)('%s', (path, expected) => {
  it.each(Object.keys(DOORS))('is told by %s as by every other door', async (name) => {
    const call: LogicalCall = { name: path, method: 'GET', path };
    const before = api.received.get(path) ?? 0;
    const error = await errorThrough(DOORS[name]!, call);
    expect(error).toMatchObject(expected);
    // Never repeated, a 401 of the API's own included.
    expect(api.received.get(path)).toBe(before + 1);
    const reference = await errorThrough(DOORS.forwardToRequest!, call);
    const url = `${api.apiUrl}${path}`;
    const subject = SUBJECTS[name]?.(url) ?? `GET ${url}`;
    expect(error).toEqual({ ...reference, message: reference.message.replace(`GET ${url}`, subject) });
  });
});

it.each(Object.keys(DOORS))('tells the end of the session through %s', async (name) => {
  sessionStorage.setItem('sessionToken', 'ended');
  expect(await errorThrough(DOORS[name]!, { name, method: 'GET', path: '/empty' })).toMatchObject({
    code: 'unauthenticated',
    source: 'gateway',
    statusCode: 401,
  });
});

it.each(Object.keys(DOORS))('refuses a target through %s before anything is sent', async (name) => {
  const call: LogicalCall = { name, method: 'GET', path: '/x', headers: { Cookie: 'a=b' } };
  expect(await errorThrough(DOORS[name]!, call)).toMatchObject({ code: 'invalid_header', source: 'client' });
});
