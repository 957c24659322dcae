import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../../test-support/chromium.ts';
import { openPage, type OpenedPage } from './open-page.ts';
import { manyNotes, seedNotes } from './seed-notes.ts';
import { startExample, type RunningExample } from './start-example.ts';

jest.setTimeout(30_000);

describeInChromium('lists, searches and edits', (browser) => {
  let example: RunningExample;
  let opened: OpenedPage;

  beforeAll(async () => {
    example = await startExample();
  }, 120_000);
  afterAll(async () => {
    await example.stop();
  });
  beforeEach(async () => {
    opened = await openPage(browser(), example);
  });
  afterEach(async () => {
    await opened.page.context().close();
    expect(opened.complaints).toEqual([]);
  });

  it('says so when there is no note yet, and when none matches', async () => {
    await seedNotes(example, []);
    const { page, signIn, note } = opened;
    await signIn('Manager');
    await page.getByText('No notes yet.').waitFor();
    await addNote(page, 'ORD-1', 'Ring twice.');
    await note('ORD-1').waitFor();
    await page.getByLabel('Search notes').fill('thrice');
    await page.getByText('No note matches.').waitFor();
    await page.getByRole('button', { name: 'Show all notes' }).click();
    await note('ORD-1').waitFor();
    expect(await page.getByLabel('Search notes').inputValue()).toBe('');
  });

  it('pages through a long list and searches all of it', async () => {
    await seedNotes(example, manyNotes(25));
    const { page, signIn, note } = opened;
    await signIn('Manager');
    await page.getByText('Page 1 of 2').waitFor();
    expect(await page.getByRole('article').count()).toBe(20);
    await page.getByRole('button', { name: 'Next' }).click();
    await note('ORD-1').waitFor();
    expect(await page.getByRole('article').count()).toBe(5);

    await page.getByLabel('Search notes').fill('parcel 2');
    await page.getByText('7 found').waitFor();
    await page.getByLabel('Status shown').selectOption('done');
    await page.getByText('0 found').waitFor();
  });

  it('aborts the search before, and shows what is in flight', async () => {
    await seedNotes(example, manyNotes(3));
    const { page, signIn, note } = opened;
    await signIn('Manager');
    const aborted: string[] = [];
    page.on('requestfailed', (request) => aborted.push(request.failure()?.errorText ?? ''));
    const release = await holdCalls(page, 'GET');

    await page.getByLabel('Search notes').fill('parcel');
    await page.getByText('1 in flight').waitFor();
    expect(await page.getByRole('region', { name: 'Notes' }).getAttribute('aria-busy')).toBe('true');
    await page.getByLabel('Search notes').fill('parcel 3');
    await page.getByText('cancelled').waitFor();
    await release();

    await page.getByText('1 found').waitFor();
    await note('ORD-3').waitFor();
    await page.getByText('none in flight').waitFor();
    expect(aborted).toEqual(['net::ERR_ABORTED']);
  });

  it('does not say that there is no note while a search that was cleared is loading', async () => {
    await seedNotes(example, manyNotes(2));
    const { page, signIn, note } = opened;
    await signIn('Manager');
    await page.getByLabel('Search notes').fill('nowhere');
    await page.getByText('No note matches.').waitFor();
    const release = await holdCalls(page, 'GET');
    await page.getByRole('button', { name: 'Show all notes' }).click();
    await page.getByText('Loading notes…').waitFor();
    expect(await page.getByText('No notes yet.').count()).toBe(0);
    await release();
    await note('ORD-2').waitFor();
  });

  it('draws how far the last call got, who answered it, and what the API found in a token', async () => {
    await seedNotes(example, manyNotes(2));
    const { page, signIn, note } = opened;
    await signIn('Viewer');
    const way = page.getByRole('region', { name: 'Last call' });
    await way.getByText(/The API answered 200 in \d+ ms/).waitFor();
    await note('ORD-1').getByRole('button', { name: 'Mark done' }).click();
    await way.getByText('The verifier in the API rejected this call: 403 insufficient_permissions.').waitFor();
    const calls = page.getByRole('region', { name: 'Calls' });
    expect(await calls.innerText()).toMatch(
      /PATCH \/order-notes[\s\S]*403 insufficient_permissions[\s\S]*GET[\s\S]*200/,
    );

    await page.getByRole('button', { name: 'Ask the API for its claims' }).click();
    const token = page.getByRole('region', { name: 'Token' });
    await token.getByText('/claims/user_permissions').waitFor();
    expect(await token.innerText()).toMatch(
      /sub[\s\S]*viewer[\s\S]*project_key[\s\S]*my-project[\s\S]*canViewOrderNotes/,
    );
    expect(await token.innerText()).not.toContain('eyJ');
  });

  it('shows why the list did not come, and tries again', async () => {
    await seedNotes(example, manyNotes(1));
    const { page, complaints, note } = opened;
    await page.route('**/proxy/forward-to', (route) => route.abort());
    await page.getByRole('button', { name: 'Sign in as Manager' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/network_error[\s\S]*network/);
    await page.unroute('**/proxy/forward-to');
    await page.getByRole('button', { name: 'Try again' }).click();
    await note('ORD-1').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints.splice(0)).toEqual(['Failed to load resource: net::ERR_FAILED']);
  });

  it('shows an edit before the API has answered', async () => {
    await seedNotes(example, manyNotes(1));
    const { page, signIn, note } = opened;
    await signIn('Manager');
    const release = await holdCalls(page, 'PATCH');
    await editText(page, 'ORD-1', 'Packed already.');
    await note('ORD-1').getByText('Packed already.').waitFor();
    await note('ORD-1').getByText('saving…').waitFor();
    await release();
    await note('ORD-1').getByText('version 2').waitFor();
  });

  it('takes an edit back that the API refuses, and keeps what was typed', async () => {
    await seedNotes(example, manyNotes(1));
    const { page, signIn, note } = opened;
    await signIn('Manager');
    await note('ORD-1').getByRole('button', { name: 'Mark done' }).click();
    await note('ORD-1').getByText('version 2').waitFor();

    await editText(page, 'ORD-1', 'Too late for this.');
    const dialog = page.getByRole('dialog', { name: 'Edit note ORD-1' });
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').innerText()).toMatch(/http_error[\s\S]*note_is_done[\s\S]*api[\s\S]*422/);
    expect(await dialog.getByLabel('Note').inputValue()).toBe('Too late for this.');
    expect(await note('ORD-1').innerText()).toContain('Pack parcel 1.');

    await dialog.getByLabel('Status').selectOption('open');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await note('ORD-1').getByText('Too late for this.').waitFor();
    await note('ORD-1').getByText('version 3').waitFor();
  });

  it('keeps an edit that met the end of the session', async () => {
    await seedNotes(example, manyNotes(1));
    const { page, signIn, note } = opened;
    await signIn('Manager');
    example.gateway.endSessions();
    await editText(page, 'ORD-1', 'Typed for nothing?');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByRole('dialog', { name: 'Edit note ORD-1' }).getByRole('button', { name: 'Save' }).click();
    await note('ORD-1').getByText('version 2').waitFor();
    await note('ORD-1').getByText('Typed for nothing?').waitFor();
  });

  it('shows both versions when two people edit one note, and leaves the choice to the user', async () => {
    await seedNotes(example, manyNotes(1));
    const { page, signIn, note } = opened;
    await signIn('Manager');
    const other = await openPage(browser(), example);
    await other.signIn('Manager');

    await editText(other.page, 'ORD-1', 'Leave it with the neighbour.');
    await other.note('ORD-1').getByText('version 2').waitFor();
    await editText(page, 'ORD-1', 'Leave it at the back door.');
    const dialog = page.getByRole('dialog', { name: 'Somebody else changed ORD-1' });
    expect(await dialog.innerText()).toMatch(/If-Match: "1"[\s\S]*412 Precondition Failed/);
    await dialog.getByText('Leave it with the neighbour.').waitFor();
    await dialog.getByText('Leave it at the back door.').waitFor();
    await dialog.getByRole('button', { name: 'Keep theirs' }).click();
    await note('ORD-1').getByText('Leave it with the neighbour.').waitFor();

    await editText(other.page, 'ORD-1', 'Leave it in the garage.');
    await other.note('ORD-1').getByText('version 3').waitFor();
    await editText(page, 'ORD-1', 'Bring it upstairs.');
    await dialog.getByRole('button', { name: 'Save mine' }).click();
    await note('ORD-1').getByText('version 4').waitFor();
    await note('ORD-1').getByText('Bring it upstairs.').waitFor();
    await other.page.context().close();
    expect(other.complaints).toEqual([]);
  });
});

async function addNote(page: Page, orderNumber: string, text: string): Promise<void> {
  await page.getByLabel('Order number').fill(orderNumber);
  await page.getByLabel('Note', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Add note' }).click();
}

async function editText(page: Page, orderNumber: string, text: string): Promise<void> {
  const card = page.getByRole('article', { name: orderNumber, exact: true });
  await card.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill(text);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
}

/** Holds back forwarded calls of one method until the returned function is called. */
async function holdCalls(page: Page, method: string): Promise<() => Promise<void>> {
  const url = '**/proxy/forward-to';
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(url, async (route) => {
    if (route.request().method() === method) await opened;
    // The page may have given the call up meanwhile.
    await route.continue().catch(() => undefined);
  });
  return async () => {
    open();
    await page.unroute(url);
  };
}
