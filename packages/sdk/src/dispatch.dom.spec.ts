import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Middleware } from 'redux';
import { thunk } from 'redux-thunk';
import { actions } from './index.ts';
import { createTestStore, errorOf, openPage, startScriptedApi } from './test-support/start-page.ts';
import type { ScriptedApi, TestStore } from './test-support/start-page.ts';

interface Echo {
  method: string;
  headers: Record<string, string>;
  /** Base64. */
  body: string;
}

let api: ScriptedApi;
let store: TestStore;
beforeAll(async () => {
  api = await startScriptedApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  await openPage(api.gateway.url);
  store = createTestStore();
});

const uri = (path: string) => api.apiUrl + path;
const textOf = ({ body }: Echo) => Buffer.from(body, 'base64').toString('latin1');

describe('the body of a call', () => {
  it.each(['post', 'put', 'patch', 'del'] as const)('is JSON with %s', async (name) => {
    const action = actions.forwardTo[name]<Echo>({ uri: uri('/echo'), payload: { text: 'ä' } });
    const echo = await store.dispatch(action);
    expect(echo.method).toBe(action.payload.method);
    expect(echo.headers['content-type']).toBe('application/json');
    expect(Buffer.from(echo.body, 'base64').toString()).toBe('{"text":"ä"}');
  });

  it('is absent where there is none', async () => {
    for (const payload of [undefined, null]) {
      const echo = await store.dispatch(actions.forwardTo.del<Echo>({ uri: uri('/echo'), payload }));
      expect(echo.body).toBe('');
      expect(echo.headers['content-type']).toBeUndefined();
    }
  });

  it.each<[string, () => unknown, RegExp, string | RegExp]>([
    ['a number', () => 5, /^application\/json$/, '5'],
    ['a list', () => [], /^application\/json$/, '[]'],
    ['what has a toJSON', () => new Date(0), /^application\/json$/, '"1970-01-01T00:00:00.000Z"'],
    ['text', () => '{"a":1}', /^application\/json$/, '{"a":1}'],
    ['bytes', () => Uint8Array.of(0, 255, 13), /^undefined$/, '\0\xff\r'],
    ['a Blob', () => new Blob(['a;b'], { type: 'text/csv' }), /^text\/csv$/, 'a;b'],
    ['a query', () => new URLSearchParams({ a: 'b c' }), /^application\/x-www-form-urlencoded/, 'a=b+c'],
    ['a form', () => formOf({ a: 'b' }), /^multipart\/form-data; boundary=/, /name="a"\r\n\r\nb\r\n/],
  ])('is sent as it should be when it is %s', async (_, body, type, text) => {
    const echo = await store.dispatch(actions.forwardTo.post<Echo>({ uri: uri('/echo'), payload: body() }));
    expect(String(echo.headers['content-type'])).toMatch(type);
    if (typeof text === 'string') expect(textOf(echo)).toBe(text);
    else expect(textOf(echo)).toMatch(text);
  });

  it('has the content type that the caller gives', async () => {
    const headers = { 'content-type': 'text/csv' };
    const echo = await store.dispatch(actions.forwardTo.post<Echo>({ uri: uri('/echo'), payload: 'a;b', headers }));
    expect(echo.headers['content-type']).toBe('text/csv');
  });

  it('that is no JSON is invalid_config', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const call = store.dispatch(actions.forwardTo.post({ uri: uri('/echo'), payload: circular }));
    expect(await errorOf(call)).toMatchObject({ code: 'invalid_config' });
    expect(store.getState().requestsInFlight).toBe(0);
  });
});

describe('the data of an answer', () => {
  it('is text, bytes or nothing', async () => {
    expect(await store.dispatch(actions.forwardTo.get({ uri: uri('/csv') }))).toBe('a;b\n1;2\n');
    const file = await store.dispatch(actions.forwardTo.get<Blob>({ uri: uri('/bytes') }));
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 255, 13, 10, 0, 128]);
    expect(await store.dispatch(actions.forwardTo.get({ uri: uri('/empty') }))).toBeUndefined();
  });

  it('is its headers with HEAD', async () => {
    const headers = await store.dispatch(actions.forwardTo.head({ uri: uri('/echo') }));
    expect(headers['content-type']).toMatch(/^application\/json/);
  });

  it('comes for a stored action as for the first', async () => {
    const action = actions.forwardTo.post<Echo>({ uri: uri('/echo'), payload: [1], headers: { 'X-Foo': 'bar' } });
    const stored = JSON.parse(JSON.stringify(action)) as typeof action;
    const echo = await store.dispatch(stored);
    expect([textOf(echo), echo.headers['x-foo']]).toEqual(['[1]', 'bar']);
  });

  it('comes from the gateway for a plain action', async () => {
    expect(await store.dispatch(actions.get({ uri: '/session' }))).toMatchObject({ user: { id: 'developer' } });
    expect(store.seen[0]).toBe('SHOW_LOADING sdk.get(/session)');
  });
});

describe('abort', () => {
  it('ends the call with "aborted" and hides it once', async () => {
    const call = store.dispatch(actions.forwardTo.get({ uri: uri('/never') }));
    expect(store.getState().requestsInFlight).toBe(1);
    call.abort();
    call.abort();
    expect(await errorOf(call)).toMatchObject({ code: 'aborted', source: 'network' });
    expect(store.seen.map((line) => line.split(' ')[0])).toEqual(['SHOW_LOADING', 'HIDE_LOADING']);
  });

  it('counts also when the answer is there but nobody has it', async () => {
    const call = store.dispatch(actions.forwardTo.get({ uri: uri('/csv') }));
    store.subscribe(() => {
      call.abort();
    });
    await call;
    // HIDE_LOADING came after the answer: too late.
    const slow = createTestStore({
      fetch: async () => {
        await Promise.resolve();
        return new Response('{}', { headers: { 'content-type': 'application/json' } });
      },
    });
    const deaf = slow.dispatch(actions.get({ uri: '/x' }));
    deaf.abort();
    expect(await errorOf(deaf)).toMatchObject({ code: 'aborted' });
  });

  it('of a call that nobody waits for is no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listener);
    store.dispatch(actions.forwardTo.get({ uri: uri('/never') })).abort();
    await store.dispatch(actions.forwardTo.get({ uri: uri('/csv') }));
    process.off('unhandledRejection', listener);
    expect(unhandled).toEqual([]);
  });

  it('after the end does nothing', async () => {
    const call = store.dispatch(actions.forwardTo.get({ uri: uri('/csv') }));
    const data = await call;
    call.abort();
    expect(await call).toBe(data);
    expect(store.seen).toHaveLength(2);
  });
});

describe('a stale platform token', () => {
  it('is renewed once for 50 calls of two stores', async () => {
    let renewals = 0;
    const counting: typeof fetch = (input, init) => {
      if (new Headers(init?.headers).has('x-force-token')) renewals += 1;
      return fetch(input, init);
    };
    const stores = [createTestStore({ fetch: counting }), createTestStore({ fetch: counting })];
    api.gateway.expirePlatformTokens();
    const calls = Array.from({ length: 50 }, (_, index) =>
      stores[index % 2]!.dispatch(actions.forwardTo.get({ uri: uri('/csv') })),
    );
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['a;b\n1;2\n']));
    expect(renewals).toBe(1);
    expect(stores.map((each) => each.getState().requestsInFlight)).toEqual([0, 0]);
  });
});

describe('beside others', () => {
  it('lets every other action pass untouched', () => {
    const seen: unknown[] = [];
    const spy: Middleware = () => (next) => (action: unknown) => {
      seen.push(action);
      return next(action);
    };
    const mixed = createTestStore({}, spy, thunk);
    const other = { type: 'SDK_LIKE', payload: { uri: '/x' } };
    expect(mixed.dispatch(other as never)).toBe(other);
    expect(mixed.dispatch((() => 7) as never)).toBe(7);
    expect(mixed.seen).toEqual(['SDK_LIKE']);
  });

  it('gives thunks the promise', async () => {
    const mixed = createTestStore({}, thunk);
    const load = async (dispatch: TestStore['dispatch']) => {
      const text = await dispatch(actions.forwardTo.get<string>({ uri: uri('/csv') }));
      return text.length;
    };
    expect(await mixed.dispatch(load as never)).toBe(8);
  });

  it('sends nothing when a reducer throws on SHOW_LOADING', async () => {
    const failing: Middleware = () => (next) => (action: unknown) => {
      if ((action as { type: string }).type === 'SHOW_LOADING') throw new RangeError('reducer');
      return next(action);
    };
    const broken = createTestStore({}, failing);
    await expect(broken.dispatch(actions.forwardTo.get({ uri: uri('/unseen') }))).rejects.toThrow(RangeError);
    expect(api.received.get('/unseen')).toBeUndefined();
    expect(broken.seen).toEqual([]);
  });
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
