import { describe, expect, it } from '@jest/globals';
import { applyMiddleware, legacy_createStore as createStore } from 'redux';
import { createTestMiddleware } from './index.ts';
import type { MockedSdkAction, SdkMock } from './index.ts';

const get = (uri: string, more: object = {}): MockedSdkAction => ({
  type: 'SDK',
  payload: { method: 'GET', uri, ...more },
});
const dispatcher = (mocks: SdkMock[]) => createTestMiddleware(mocks)()((action) => ({ passed: action as unknown }));

// Each line was compared with @commercetools-frontend/sdk 27.10.0 by running both (tests/shell/test-utils.spec.js keeps the comparison).
describe('createTestMiddleware', () => {
  it('answers an action with the response of its mock, once, and in any order', async () => {
    const dispatch = dispatcher([
      { action: get('/a'), response: 1 },
      { action: get('/b'), response: 2 },
      { action: get('/a'), response: 3 },
    ]);
    expect([await dispatch(get('/b')), await dispatch(get('/a')), await dispatch(get('/a'))]).toEqual([2, 1, 3]);
    expect(() => dispatch(get('/a'))).toThrow('Could not find any more mocks for action {');
  });

  it.each([{ message: 'boom', statusCode: 500 }, new Error('real'), 'text', null])(
    'rejects with the error %p of a mock',
    async (error) => {
      await expect(dispatcher([{ action: get('/a'), error }])(get('/a'))).rejects.toBe(error);
    },
  );

  it('resolves with null, and rejects with nothing where a mock has neither', async () => {
    await expect(dispatcher([{ action: get('/a'), response: null }])(get('/a'))).resolves.toBeNull();
    await expect(dispatcher([{ action: get('/a'), error: undefined }])(get('/a'))).rejects.toBeUndefined();
  });

  it('compares every member: undefined counts, order does not', async () => {
    const action = get('/a', { options: { list: [1, { two: 2 }], none: undefined } });
    const reordered = {
      payload: { options: { none: undefined, list: [1, { two: 2 }] }, uri: '/a', method: 'GET' },
      type: 'SDK',
    };
    expect(await dispatcher([{ action, response: 1 }])(reordered)).toBe(1);
    expect(() => dispatcher([{ action, response: 1 }])(get('/a', { options: { list: [1, { two: 2 }] } }))).toThrow(
      '"none": undefined',
    );
    const at = (time: number) => get('/a', { payload: new Date(time) });
    expect(await dispatcher([{ action: at(1), response: 1 }])(at(1))).toBe(1);
    expect(() => dispatcher([{ action: at(1), response: 1 }])(at(2))).toThrow('1970-01-01T00:00:00.002Z');
  });

  it('lets other actions pass, and stands in a store', async () => {
    const middleware = createTestMiddleware([{ action: get('/a'), response: 1 }]);
    const store = createStore((count: number | undefined) => (count ?? 0) + 1, applyMiddleware(middleware as never));
    store.dispatch({ type: 'other' });
    expect(store.getState()).toBe(2);
    expect(await (store.dispatch as (action: object) => unknown)(get('/a'))).toBe(1);
    expect(store.getState()).toBe(2);
  });

  it('tells the mocks that were not used', async () => {
    const mocks: SdkMock[] = [get('/a'), get('/b')].map((action) => ({ action, response: 1 }));
    const middleware = createTestMiddleware(mocks);
    await middleware()(() => undefined)(get('/a'));
    expect(middleware.unusedMocks()).toEqual([mocks[1]]);
    expect(mocks).toHaveLength(2);
  });

  it.each([undefined, null, {}, []])('says that %j is no list of mocks', (mocks) => {
    expect(() => createTestMiddleware(mocks as never)).toThrow(
      'Missing or invalid argument for `mocks`. Expected an array of mocked actions.',
    );
  });

  it('has a type for mocks', () => {
    const check = () => [
      // @ts-expect-error -- a mock has a response or an error
      createTestMiddleware([{ action: get('/a') }]),
      // @ts-expect-error -- a mock has no two ends
      createTestMiddleware([{ action: get('/a'), response: 1, error: new Error() }]),
      // @ts-expect-error -- an SDK action has a payload
      createTestMiddleware([{ action: { type: 'SDK' }, response: 1 }]),
    ];
    expect(check).toBeInstanceOf(Function);
  });
});
