import { expect, it } from '@jest/globals';
import * as root from './index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(root).sort()).toEqual([
    'badTokenCodes',
    'badTokenKinds',
    'createTestIssuer',
    'stubApplicationContext',
  ]);
});
