import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { describeInChromium } from '../../test-support/chromium.ts';
import { openPage, type OpenedPage } from './open-page.ts';
import { manyNotes, seedNotes } from './seed-notes.ts';
import { startExample, type RunningExample } from './start-example.ts';

jest.setTimeout(60_000);

const TABS = ['HTTP client', 'One line', 'fetch', 'SDK actions', 'RTK Query', 'Apollo'];

describeInChromium('the tabs of the page, one per door', (browser) => {
  let example: RunningExample;
  let opened: OpenedPage;

  beforeAll(async () => {
    example = await startExample();
  }, 120_000);
  afterAll(async () => {
    await example.stop();
  });
  beforeEach(async () => {
    await seedNotes(example, [{ orderNumber: 'ORD-1', text: 'Leave it at the back door.' }]);
    opened = await openPage(browser(), example);
  });
  afterEach(async () => {
    await opened.page.context().close();
    expect(opened.complaints).toEqual([]);
  });

  const openTab = async (name: string) => {
    await opened.page.getByRole('tab', { name, exact: true }).click();
    await opened.page.getByRole('tabpanel', { name, exact: true }).waitFor();
  };

  it.each(TABS)('%s creates, changes, replaces and deletes a note', async (tab) => {
    const { page, signIn, note } = opened;
    await signIn('Manager');
    await openTab(tab);

    await page.getByLabel('Order number').fill('ORD-2');
    await page.getByLabel('Note', { exact: true }).fill('Wrap it as a gift.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await note('ORD-2').getByText('Wrap it as a gift.').waitFor();

    await note('ORD-2').getByRole('button', { name: 'Mark done' }).click();
    await note('ORD-2').getByText('version 2').waitFor();

    const dialog = page.getByRole('dialog');
    await note('ORD-2').getByRole('button', { name: 'Replace' }).click();
    await dialog.getByLabel('Order number').fill('ORD-3');
    await dialog.getByLabel('Status').selectOption('open'); // The API changes no note that is done.
    await dialog.getByRole('button', { name: 'Save' }).click();
    await note('ORD-3').getByText('version 3').waitFor();

    await note('ORD-1').getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await note('ORD-1').waitFor({ state: 'detached' });

    // The tab stands in the URL, and the data is that of every door.
    await page.reload();
    await note('ORD-3').waitFor();
    expect(await page.getByRole('tab', { name: tab, exact: true }).getAttribute('aria-selected')).toBe('true');
    await openTab(tab === 'fetch' ? 'One line' : 'fetch');
    await note('ORD-3').getByText('version 3').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
  });

  it.each(TABS)('%s shows why the API refuses a write, and a conflict', async (tab) => {
    const { page, signIn, note } = opened;
    await signIn('Viewer');
    await openTab(tab);
    await page.getByLabel('Order number').fill('ORD-2');
    await page.getByLabel('Note', { exact: true }).fill('Not mine to write.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/insufficient_permissions[\s\S]*verifier[\s\S]*403/);

    await page.getByRole('button', { name: 'Switch to Manager' }).click();
    await page.getByText('Signed in as Manager.').waitFor();
    const other = await openPage(browser(), example);
    await other.signIn('Manager');
    await other.note('ORD-1').getByRole('button', { name: 'Mark done' }).click();
    await other.note('ORD-1').getByText('version 2').waitFor();
    await other.page.context().close();

    await note('ORD-1').getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Note').fill('Leave it with the neighbour.');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('dialog')
      .getByText(/changed/)
      .first()
      .waitFor();
  });

  it.each(TABS)('%s renews a stale token once for 20 calls', async (tab) => {
    await seedNotes(example, manyNotes(20));
    const { page, signIn, calls } = opened;
    await signIn('Manager');
    await openTab(tab);
    await page.getByRole('article').first().waitFor();
    example.gateway.expirePlatformTokens('manager');
    const [eventsBefore, callsBefore] = [example.events.length, calls.length];

    await page.getByRole('button', { name: 'Mark these done' }).click();
    await page.getByText('All of these are done.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    const events = example.events.slice(eventsBefore);
    expect(events.filter(({ type }) => type === 'platform-token-renewed')).toHaveLength(1);
    expect(events.filter((event) => event.type === 'call' && event.status === 200)).toHaveLength(20);
    const renewing = calls.slice(callsBefore).filter(({ headers }) => headers['x-force-token'] === 'true');
    expect(renewing).toHaveLength(1);
  });

  it('shows the headers that each door built: the same, but for what GraphQL adds', async () => {
    const { page, signIn } = opened;
    await signIn('Manager');
    const byTab: Record<string, Record<string, string>> = {};
    for (const tab of TABS) {
      await openTab(tab);
      await page.getByText(/^Headers of its last call \d+$/).waitFor();
      const isOpen = await page.locator('details.sent').evaluate((element) => (element as HTMLDetailsElement).open);
      if (!isOpen) await page.getByText('Headers of its last call').click();
      const names = await page.locator('.sent-list dt code').allInnerTexts();
      const values = await page.locator('.sent-list dd code').allInnerTexts();
      byTab[tab] = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
    }
    const common = ['accept', 'accept-version', 'x-forward-to-audience-policy'];
    for (const headers of Object.values(byTab)) {
      expect(Object.keys(headers)).toEqual(expect.arrayContaining([...common, 'x-correlation-id', 'x-forward-to']));
      expect(headers).toMatchObject({ 'x-project-key': 'my-project', 'x-forward-to-claims': 'permissions' });
      expect(headers.authorization).toBeUndefined();
      for (const name of common) expect(headers[name]).toBe(byTab['HTTP client']![name]);
    }
    expect(byTab.Apollo).toHaveProperty('x-graphql-operation-name');
    await page.getByText('only this door').first().waitFor();
  });

  it('shows a line on top as long as a call of any door is in flight', async () => {
    const { page, signIn } = opened;
    await signIn('Manager');
    for (const tab of TABS) {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/proxy/forward-to', async (route) => {
        await held;
        await route.continue();
      });
      await page.locator('.activity-bar:not(.active)').waitFor({ state: 'attached' });
      await openTab(tab);
      await page.getByLabel('Search notes').fill(tab); // The tab that is open already asks nothing by itself.
      await page.locator('.activity-bar.active').waitFor({ state: 'attached' });
      release();
      await page.locator('.activity-bar:not(.active)').waitFor({ state: 'attached' });
      await page.unrouteAll({ behavior: 'wait' });
    }
  });

  it('moves between tabs with the arrow keys', async () => {
    const { page, signIn } = opened;
    await signIn('Manager');
    await page.getByRole('tab', { name: 'HTTP client' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'One line' }).waitFor();
    await page.keyboard.press('End');
    await page.getByRole('tabpanel', { name: 'Apollo' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'HTTP client' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('HTTP client');
  });
});
