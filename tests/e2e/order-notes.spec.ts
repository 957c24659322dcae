import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { describeInChromium } from '../../test-support/chromium.ts';
import { openPage, type OpenedPage } from './open-page.ts';
import { manyNotes, seedNotes } from './seed-notes.ts';
import { startExample, type RunningExample } from './start-example.ts';

jest.setTimeout(30_000);

describeInChromium('the page for order notes', (browser) => {
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

  it('opens the order notes of the Project and asks who is there', async () => {
    const { page } = opened;
    await page.getByRole('heading', { name: 'Order notes' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/my-project/order-notes');
    expect(await page.getByRole('button').allInnerTexts()).toEqual([
      expect.stringContaining('Manager'),
      expect.stringContaining('Viewer'),
    ]);
  });

  it('shows who is signed in with which permissions, also after a reload', async () => {
    const { page, signIn } = opened;
    await signIn('Manager');
    await page.reload();
    const account = page.getByRole('region', { name: 'Signed in' });
    await account.getByText('canManageOrderNotes').waitFor();
    expect(await account.innerText()).toContain('my-project');
    expect(await account.getByRole('strong').innerText()).toBe('Manager');
    // The cookie is the session: scripts of the page hold none.
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
  });

  it('creates, changes, replaces and deletes a note in the external API', async () => {
    const { page, signIn, note } = opened;
    await signIn('Manager');

    await page.getByLabel('Order number').fill('ORD-2');
    await page.getByLabel('Note', { exact: true }).fill('Wrap it as a gift.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await note('ORD-2').getByText('Wrap it as a gift.').waitFor();

    await note('ORD-2').getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('Wrap it in blue paper.');
    await dialog.getByLabel('Status').selectOption('done');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await note('ORD-2').getByText('Wrap it in blue paper.').waitFor();
    await note('ORD-2').getByText('Done', { exact: true }).waitFor();

    await note('ORD-2').getByRole('button', { name: 'Replace' }).click();
    await dialog.getByLabel('Order number').fill('ORD-3');
    await dialog.getByLabel('Status').selectOption('open');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await note('ORD-3').getByText('version 3').waitFor();

    await note('ORD-1').getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await note('ORD-1').waitFor({ state: 'detached' });

    await page.reload();
    await note('ORD-3').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    expect(opened.calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'GET']);
  });

  it('shows beside the field what the API finds wrong with it', async () => {
    const { page, signIn } = opened;
    await signIn('Manager');
    await page.getByLabel('Note', { exact: true }).fill('For which order?');
    await page.getByRole('button', { name: 'Add note' }).click();
    const field = page.getByLabel('Order number');
    await page.getByRole('alert').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((input) => document.activeElement === input)).toBe(true);
    const described = await field.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).innerText()).toBe('Give an order number.');
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('For which order?');
  });

  it("shows why the API refuses a viewer's writes, and changes nothing", async () => {
    const { page, signIn, note } = opened;
    await signIn('Viewer');
    await page.getByLabel('Order number').fill('ORD-2');
    await page.getByLabel('Note', { exact: true }).fill('Not mine to write.');
    await page.getByRole('button', { name: 'Add note' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const reason = await alert.innerText();
    expect(reason).toContain('canManageOrderNotes');
    expect(reason).toMatch(/insufficient_permissions[\s\S]*verifier[\s\S]*403/);

    await note('ORD-1').getByRole('button', { name: 'Mark done' }).click();
    await note('ORD-1').getByRole('alert').waitFor();
    await note('ORD-1').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.keyboard.press('Escape');

    await page.reload();
    await note('ORD-1').getByText('version 1').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
  });

  it('switches to the other user', async () => {
    const { page, signIn } = opened;
    await signIn('Viewer');
    await page.getByRole('button', { name: 'Switch to Manager' }).click();
    await page.getByRole('region', { name: 'Signed in' }).getByText('canManageOrderNotes').waitFor();
    await page.getByLabel('Order number').fill('ORD-2');
    await page.getByLabel('Note', { exact: true }).fill('Allowed now.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await opened.note('ORD-2').waitFor();
  });

  it('notices that somebody else has signed in in another tab', async () => {
    const { page, signIn } = opened;
    await signIn('Manager');
    const otherTab = await page.context().newPage();
    await otherTab.goto(example.pageUrl);
    await otherTab.getByRole('button', { name: 'Switch to Viewer' }).click();
    await otherTab.getByText('Signed in as Viewer.').waitFor();
    // A headless browser shows all tabs at once, so it doesn't say that one has come to the front.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Signed in as Viewer.').waitFor();
    await page.getByRole('button', { name: 'Switch to Manager' }).waitFor();
  });

  it('renews a stale platform token once and unnoticed while 20 calls are in flight', async () => {
    await seedNotes(example, manyNotes(20));
    const { page, signIn, calls } = opened;
    await signIn('Manager');
    example.gateway.expirePlatformTokens('manager');
    const [eventsBefore, callsBefore] = [example.events.length, calls.length];

    await page.getByRole('button', { name: 'Mark these done' }).click();
    await page.getByText('All of these are done.').waitFor();

    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    const events = example.events.slice(eventsBefore);
    expect(events.filter(({ type }) => type === 'platform-token-renewed')).toHaveLength(1);
    expect(events.filter((event) => event.type === 'call' && event.status === 200)).toHaveLength(20);
    const renewing = calls.slice(callsBefore).filter(({ headers }) => headers['x-force-token'] === 'true');
    expect(renewing).toHaveLength(1);
  });

  it('tells an ended session in one clear error, and goes on after signing in again', async () => {
    await seedNotes(example, manyNotes(20));
    const { page, signIn } = opened;
    await signIn('Manager');
    await page.getByLabel('Order number').fill('ORD-21');
    example.gateway.endSessions();

    await page.getByRole('button', { name: 'Mark these done' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await page.getByRole('button', { name: 'Mark these done', includeHidden: true }).waitFor();
    expect(await page.getByRole('alert', { includeHidden: true }).count()).toBe(1);
    expect(await dialog.getByRole('alert').innerText()).toMatch(/unauthenticated[\s\S]*gateway[\s\S]*401/);

    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button', { name: 'Sign in again' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Order number').inputValue()).toBe('ORD-21');
    await page.getByRole('button', { name: 'Mark these done' }).click();
    await page.getByText('All of these are done.').waitFor();
  });
});
