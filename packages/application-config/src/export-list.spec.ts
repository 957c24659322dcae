import { expect, it } from '@jest/globals';
import * as main from './index.ts';
import * as vite from './vite/index.ts';
import * as window from './window/index.ts';

it('exports exactly these names', () => {
  expect(Object.keys(main).sort()).toEqual(['formatContentSecurityPolicy', 'resolveApplicationConfig']);
  expect(Object.keys(vite)).toEqual(['applicationConfig']);
  expect(Object.keys(window)).toEqual(['readWindowApp']);
});
