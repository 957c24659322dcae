import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DOORS } from './doors.ts';
import { apolloDoor } from './graphql-door.ts';
import { LOGICAL_CALLS } from './logical-calls.ts';
import { openPage } from './open-page.ts';
import { startRecordingApi } from './start-recording-api.ts';
import type { ReceivedCall, RecordingApi } from './start-recording-api.ts';

let api: RecordingApi;
beforeAll(async () => {
  api = await startRecordingApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  api.calls.length = 0;
  await openPage(api.gateway.url);
});

describe.each(LOGICAL_CALLS.map((call) => [call.name, call] as const))('%s', (_, call) => {
  let expected: ReceivedCall;
  beforeAll(async () => {
    await openPage(api.gateway.url);
    api.calls.length = 0;
    await DOORS.forwardToRequest!(call, api.apiUrl);
    expected = api.calls[0]!;
  });

  it('reaches the API as it was meant', () => {
    const { method, path, headers = {}, includeUserPermissions, version = 'v2' } = call;
    expect(expected).toMatchObject({
      method,
      url: path,
      session: {
        userId: 'developer',
        projectKey: 'my-project',
        ...(includeUserPermissions && { userPermissions: ['canView'] }),
      },
      headers: {
        accept: 'application/json',
        'x-mc-api-forward-to-version': version,
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      },
    });
    expect('userPermissions' in expected.session).toBe(includeUserPermissions === true);
    if (call.json !== undefined) {
      expect(expected.body).toBe(Buffer.from(JSON.stringify(call.json)).toString('latin1'));
      expect(expected.headers['content-type']).toMatch(/^application\/json/);
    } else if (call.body) {
      expect(expected.headers['content-type']).toBe('multipart/form-data; boundary=BOUNDARY');
      expect(expected.body).toContain('Content-Type: application/pdf\r\n\r\n\u0000\u00ff\r\n\r\n--BOUNDARY--');
    } else {
      expect(expected.body).toBe('');
      expect(expected.headers['content-type']).toBeUndefined();
    }
  });

  const doors = Object.entries({ ...DOORS, ...(call.isGraphql && { 'Apollo Client': apolloDoor }) });
  it.each(doors)('is the same through %s', async (name, door) => {
    await door(call, api.apiUrl);
    expect(api.calls.map((received) => comparable(received, name))).toEqual([comparable(expected, name)]);
  });
});

/** Apollo Client orders the members of its JSON in its own way, and adds which version it is. */
function comparable(received: ReceivedCall, door: string): unknown {
  if (door !== 'Apollo Client') return received;
  const body = JSON.parse(Buffer.from(received.body, 'latin1').toString()) as Record<string, unknown>;
  delete body.extensions;
  return { ...received, body };
}
