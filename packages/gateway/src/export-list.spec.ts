import { expect, it } from '@jest/globals';
import * as gateway from './index.ts';

it('exports exactly these names', () => {
  expect(Object.keys(gateway).sort()).toEqual(['DEFAULT_ORIGINS', 'createGateway']);
});
