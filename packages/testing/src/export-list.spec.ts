import { expect, it } from '@jest/globals';
import * as root from './index.ts';
import * as msw from './msw/index.ts';
import * as sdk from './sdk/index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(root).sort()).toEqual([
    'badTokenCodes',
    'badTokenKinds',
    'createTestIssuer',
    'stubApplicationContext',
  ]);
  expect(Object.keys(sdk)).toEqual(['createTestMiddleware']);
  expect(Object.keys(msw).sort()).toEqual(['assertNoContractViolations', 'contractViolations', 'forwardTo']);
});
