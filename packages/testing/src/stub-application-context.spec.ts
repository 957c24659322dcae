import { expect, it } from '@jest/globals';
import { stubApplicationContext } from './index.ts';

it('makes a window where there is none, until it is restored', () => {
  const restore = stubApplicationContext({ projectKey: 'shop', sessionToken: 'secret' });
  expect(window.location.pathname).toBe('/shop');
  expect(window.sessionStorage.getItem('sessionToken')).toBe('secret');
  expect(window.sessionStorage.getItem('activeTeamId')).toBeNull();
  restore();
  expect(typeof window).toBe('undefined');
});
