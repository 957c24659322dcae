import { expect, it } from '@jest/globals';
import { isRequestHeader, isStoppedByBrowser } from './index.ts';

it.each([
  ['x-forward-to', true, false],
  ['x-forward-header-x-own', true, false],
  ['x-forward-header-', true, false],
  ['content-type', true, false],
  ['user-agent', false, false],
  ['sec-fetch-mode', false, false],
  ['x-own', false, true],
  ['x-requested-with', false, true],
])('%s: the gateway takes it: %s; a browser stops it: %s', (name, taken, stopped) => {
  expect([isRequestHeader(name), isStoppedByBrowser(name)]).toEqual([taken, stopped]);
});
