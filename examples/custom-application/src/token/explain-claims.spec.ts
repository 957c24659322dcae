import { expect, it } from '@jest/globals';
import { explainClaims } from './explain-claims.ts';

it('names each claim with its value and its meaning, the user first', () => {
  const iss = 'http://localhost:8080';
  const claims = {
    exp: 1600092401,
    iat: 1600092341,
    sub: 'manager',
    iss,
    aud: 'https://api.example.com/orders',
    [`${iss}/claims/project_key`]: 'my-project',
    [`${iss}/claims/user_permissions`]: ['canViewAvengers', 'canManageAvengers'],
  };
  const explained = explainClaims(claims);
  expect(explained.map(({ name, value }) => [name, value])).toEqual([
    ['sub', 'manager'],
    ['<iss>/claims/project_key', 'my-project'],
    ['<iss>/claims/user_permissions', 'canViewAvengers, canManageAvengers'],
    ['aud', 'https://api.example.com/orders'],
    ['iss', 'http://localhost:8080'],
    ['iat', '1600092341 (14:05:41 UTC)'],
    ['exp', '1600092401 (14:06:41 UTC)'],
  ]);
  expect(explained.every(({ meaning }) => meaning !== '')).toBe(true);
});
