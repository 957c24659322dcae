/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import * as published from '@commercetools-frontend/sdk/test-utils';
import * as kit from '@forward-to/testing/sdk';

const get = (uri, more = {}) => ({ type: 'SDK', payload: { method: 'GET', uri, ...more } });
const mock = (action, response = { ok: 1 }) => ({ action, response });
const form = (value) => {
  const data = new globalThis.FormData();
  data.set('a', value);
  return data;
};

/** What each middleware makes of the actions, one after the other: results, rejections, and what is thrown at once. */
async function replay(createTestMiddleware, mocks, actions) {
  const outcomes = [];
  const attempt = async (run) => {
    let result;
    try {
      result = run();
    } catch (error) {
      outcomes.push({ thrown: error.message });
      return undefined;
    }
    try {
      outcomes.push({ isPromise: typeof result?.then === 'function', value: await result });
    } catch (error) {
      outcomes.push({ rejected: error });
    }
    return undefined;
  };
  let dispatch;
  await attempt(() => {
    dispatch = createTestMiddleware(mocks)()((action) => ({ passed: action }));
  });
  for (const action of dispatch ? actions : []) await attempt(() => dispatch(action));
  return outcomes;
}

const call = () => 1;
const cases = [
  ['a match', [mock(get('/a'))], [get('/a')]],
  ['a mock used up', [mock(get('/a'))], [get('/a'), get('/a')]],
  ['no match, then a match', [mock(get('/a'))], [get('/b'), get('/a')]],
  ['another order', [mock(get('/a'), 1), mock(get('/b'), 2)], [get('/b'), get('/a')]],
  ['equal mocks', [mock(get('/a'), 1), mock(get('/a'), 2)], [get('/a'), get('/a'), get('/a')]],
  ['an error', [{ action: get('/a'), error: { message: 'boom', statusCode: 500 } }], [get('/a')]],
  ['an error instance', [{ action: get('/a'), error: new Error('real') }], [get('/a')]],
  ['a text as error', [{ action: get('/a'), error: 'text' }], [get('/a')]],
  ['null as error', [{ action: get('/a'), error: null }], [get('/a')]],
  ['neither', [{ action: get('/a') }], [get('/a')]],
  ['both', [{ ...mock(get('/a')), error: { message: 'boom' } }], [get('/a')]],
  ['null as response', [mock(get('/a'), null)], [get('/a')]],
  ['another action', [mock(get('/a'))], [{ type: 'other' }, 'text']],
  ['a member more', [mock(get('/a'))], [get('/a', { headers: { x: 'y' } })]],
  ['an undefined member more', [mock(get('/a'))], [get('/a', { mcApiProxyTarget: undefined })]],
  ['an undefined member less', [mock(get('/a', { none: undefined }))], [get('/a')]],
  ['a member beside the payload', [mock({ ...get('/a'), meta: 1 })], [get('/a')]],
  ['another order of members', [mock(get('/a'))], [{ payload: { uri: '/a', method: 'GET' }, type: 'SDK' }]],
  ['nested members', [mock(get('/a', { options: [1, { b: 2 }] }))], [get('/a', { options: [1, { b: 2 }] })]],
  ['equal dates', [mock(get('/a', { at: new Date(1) }))], [get('/a', { at: new Date(1) })]],
  ['other dates', [mock(get('/a', { at: new Date(1) }))], [get('/a', { at: new Date(2) })]],
  ['NaN', [mock(get('/a', { n: NaN }))], [get('/a', { n: NaN })]],
  ['forms', [mock(get('/a', { payload: form('1') }))], [get('/a', { payload: form('2') })]],
  ['one function', [mock(get('/a', { call }))], [get('/a', { call })]],
  ['two functions', [mock(get('/a', { call }))], [get('/a', { call: () => 1 })]],
  ['a mock without an action', [{}], [get('/a')]],
  ['no mocks', undefined, []],
  ['null for mocks', null, []],
  ['an object for mocks', {}, []],
  ['an empty list', [], []],
];

describe('createTestMiddleware of this kit does what the published one does', () => {
  it.each(cases)('with %s', async (_, mocks, actions) => {
    const expected = await replay(published.createTestMiddleware, mocks, actions);
    expect(await replay(kit.createTestMiddleware, mocks, actions)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });
});
