import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { describeInChromium } from '../../test-support/chromium.ts';
import { findAccessibilityProblems } from '../../test-support/find-accessibility-problems.ts';

const LOOKS: [name: string, options: BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }],
];

const users = [
  {
    id: 'manager',
    name: 'Manager',
    email: 'manager@example.com',
    projects: { 'my-project': { permissions: ['canViewNotes', 'canManageNotes'] } },
  },
  { id: 'viewer', name: 'Viewer', email: 'viewer@example.com', projects: { 'my-project': { permissions: [] } } },
];

describeInChromium('pages of the gateway', (browser: () => Browser) => {
  // The development server of the application; it takes the token.
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>t</title>'));
  let siteUrl: string;
  let gateway: Gateway;
  const events: string[] = [];

  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      site.listen(0, '127.0.0.1', resolve);
    });
    siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`;
    gateway = createGateway({
      projects: ['my-project'],
      targets: ['http://localhost:6001'],
      origins: [siteUrl],
      users,
      port: 0,
      onEvent: ({ type }) => events.push(type),
    });
    await gateway.listen();
  });
  afterAll(async () => {
    await gateway.close();
    site.closeAllConnections();
    await new Promise((resolve) => site.close(resolve));
  });

  const signInUrl = (changes: Record<string, string> = {}): string => {
    const query = new URLSearchParams({
      client_id: '__local:notes',
      scope: 'openid project_key:my-project',
      state: 'state-1',
      nonce: 'nonce-1',
      ...changes,
    });
    return `${gateway.url}/login/authorize?${query.toString()}`;
  };
  const open = async (url: string, options?: BrowserContextOptions): Promise<Page> => {
    const page = await browser().newPage(options);
    await page.goto(url, { referer: `${siteUrl}/` });
    return page;
  };
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('name') === 'userId'
        ? (element.getAttribute('value') ?? '')
        : (element?.getAttribute('name') ?? element?.textContent ?? '');
    });

  it.each(LOOKS)('have no finding of axe, %s', async (_, options) => {
    const signIn = await open(signInUrl(), options);
    expect(await findAccessibilityProblems(signIn)).toEqual([]);
    await signIn.locator('input[name=email]').fill('nobody@example.com');
    await signIn.getByRole('button', { name: 'Sign in' }).click();
    await signIn.getByRole('alert').waitFor();
    expect(await findAccessibilityProblems(signIn)).toEqual([]);

    await signIn.goto(signInUrl({ scope: 'openid project_key:unknown' }));
    await signIn.getByRole('alert').waitFor();
    expect(await findAccessibilityProblems(signIn)).toEqual([]);

    await signIn.goto(gateway.url);
    expect(await findAccessibilityProblems(signIn)).toEqual([]);
    await signIn.getByRole('button', { name: 'Continue as Manager' }).click();
    await signIn.getByText('Signed in as').waitFor();
    expect(await findAccessibilityProblems(signIn)).toEqual([]);
    expect(events.splice(0).sort()).toEqual(['refusal', 'sign-in']);
  });

  it('are walked with the keyboard from top to bottom, with the focus in sight', async () => {
    const page = await open(signInUrl());
    for (const place of ['manager', 'viewer', 'email', 'password', 'Sign in']) {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe(place);
      expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe(
        'solid',
      );
    }
  });

  it.each([
    ['on the card of a user', 2, ''],
    ['in the form', 3, 'viewer@example.com'],
  ])('sign in by Enter %s', async (_, tabs, text) => {
    const page = await open(signInUrl());
    for (let count = 0; count < tabs; count += 1) await page.keyboard.press('Tab');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${siteUrl}/my-project/notes/oidc/callback*`);
    const fragment = new URLSearchParams(new URL(page.url()).hash.slice(1));
    const claims = JSON.parse(
      Buffer.from((fragment.get('sessionToken') ?? '').split('.')[1] ?? '', 'base64url').toString(),
    ) as { nonce: string };
    expect([fragment.get('state'), claims.nonce]).toEqual(['state-1', 'nonce-1']);
    expect(events.splice(0)).toEqual(['sign-in']);
  });
});
