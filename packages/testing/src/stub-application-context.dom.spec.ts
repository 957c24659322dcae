import { afterEach, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/protocol';
import { stubApplicationContext } from './index.ts';

const page = window as unknown as { app?: unknown };

afterEach(() => {
  delete page.app;
  sessionStorage.clear();
});

it('puts the facts where the doors read them, and restores what was there', () => {
  const { href } = window.location;
  page.app = { mcApiUrl: 'https://before.example.com' };
  sessionStorage.setItem('sessionToken', 'before');
  const restore = stubApplicationContext({
    projectKey: 'shop',
    sessionToken: 'secret',
    teamId: 'team-1',
    applicationName: 'notes',
    applicationId: 'app-1',
    additionalEnv: { externalApiUrl: 'https://api.example.com' },
  });
  expect(window.location.pathname).toBe('/shop');
  expect(page.app).toEqual({
    mcApiUrl: 'http://localhost:8080',
    applicationName: 'notes',
    applicationIdentifier: 'app-1',
    externalApiUrl: 'https://api.example.com',
  });
  expect([sessionStorage.getItem('sessionToken'), sessionStorage.getItem('activeTeamId')]).toEqual([
    'secret',
    'team-1',
  ]);
  restore();
  expect(window.location.href).toBe(href);
  expect(page.app).toEqual({ mcApiUrl: 'https://before.example.com' });
  expect([sessionStorage.getItem('sessionToken'), sessionStorage.getItem('activeTeamId')]).toEqual(['before', null]);
});

it('leaves no window.app behind where there was none, and takes away a session that the test does not have', () => {
  sessionStorage.setItem('sessionToken', 'of another test');
  const restore = stubApplicationContext();
  expect(window.location.pathname).toBe('/my-project');
  expect(sessionStorage.getItem('sessionToken')).toBeNull();
  restore();
  expect('app' in window).toBe(false);
});

it.each([
  [{ path: '/shop/orders/1' }, '/shop/orders/1'],
  [{ projectKey: 'shop', customViewId: 'view-1' }, '/custom-views/view-1/projects/shop'],
])('moves the page by %j to %s', (context, path) => {
  const restore = stubApplicationContext(context);
  expect(window.location.pathname).toBe(path);
  restore();
});

it('says what to do where the page can not have the path', () => {
  let caught: unknown;
  try {
    stubApplicationContext({ path: 'https://elsewhere.example.com/shop' });
  } catch (error) {
    caught = error;
  }
  expect(isForwardToError(caught) && caught.code).toBe('invalid_config');
  expect('app' in window).toBe(false);
});
