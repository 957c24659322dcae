import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FORWARD_TO_PATH, X_FORCE_TOKEN } from '@forward-to/protocol';
import { DOORS } from './doors.ts';
import type { Door } from './doors.ts';
import { apolloDoor } from './graphql-door.ts';
import { LOGICAL_CALLS } from './logical-calls.ts';
import { openPage } from './open-page.ts';
import { startRecordingApi } from './start-recording-api.ts';
import type { RecordingApi } from './start-recording-api.ts';

let api: RecordingApi;
beforeAll(async () => {
  api = await startRecordingApi();
  await openPage(api.gateway.url);
});
afterAll(async () => {
  await api.close();
});

it('renews a stale platform token once for 50 calls at once over all doors of the page', async () => {
  const call = LOGICAL_CALLS.find(({ isGraphql }) => isGraphql)!;
  // Headers without a call around them can't renew: that door is for whoever sends the request.
  const renewing = Object.entries(DOORS).filter(([name]) => name !== 'createHttpClientOptions + fetch');
  const doors: Door[] = [...renewing.map(([, door]) => door), apolloDoor];
  const send = globalThis.fetch;
  let sent = 0;
  let forced = 0;
  const refused: (() => void)[] = [];
  globalThis.fetch = async (input, init) => {
    // The verifier fetches its keys in this process, too.
    if (!(input as string).endsWith(FORWARD_TO_PATH)) return send(input, init);
    sent += 1;
    if (new Headers(init?.headers).has(X_FORCE_TOKEN)) forced += 1;
    const response = await send(input, init);
    // All of them meet their 401 at the same moment, however fast the gateway is.
    if (response.status === 401) {
      await new Promise<void>((resolve) => {
        if (refused.push(resolve) === 50) for (const goOn of refused) goOn();
      });
    }
    return response;
  };
  api.gateway.expirePlatformTokens();
  try {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => doors[index % doors.length]!(call, api.apiUrl)),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ data: { order: { id: '1', __typename: 'Order' } } })));
  } finally {
    globalThis.fetch = send;
  }
  expect(forced).toBe(1);
  expect(sent).toBe(100); // Each was refused once, and repeated once.
  expect(api.calls).toHaveLength(50);
});
