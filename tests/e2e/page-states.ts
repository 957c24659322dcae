import type { Page } from 'playwright-core';
import type { OpenedPage } from './open-page.ts';
import { manyNotes, seedNotes } from './seed-notes.ts';
import type { RunningExample } from './start-example.ts';

/** A state that the page can be in, and the way there. */
export interface PageState {
  name: string;
  /** Brings a page that was just opened into the state. */
  reach: (opened: OpenedPage, example: RunningExample, openOther: () => Promise<OpenedPage>) => Promise<void>;
}

const PERMISSION_NEEDED = { orderNumber: 'ORD-9', text: 'Wrap it as a gift.' };

/** Every state that a user of the example can meet, in the order in which they would. */
export const PAGE_STATES: readonly PageState[] = [
  {
    name: 'sign-in',
    reach: async ({ page }) => {
      await page.getByRole('button', { name: 'Sign in as Manager' }).waitFor();
    },
  },
  {
    name: 'gateway-down',
    reach: async ({ page }) => {
      await page.route('**/users', (route) => route.abort());
      await page.reload();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'loading',
    reach: async ({ page }) => {
      await hold(page, 'GET');
      await page.getByRole('button', { name: 'Sign in as Manager' }).click();
      await page.getByText('1 in flight').waitFor();
    },
  },
  {
    name: 'empty',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, []);
      await signIn('Manager');
      await page.getByText('No notes yet.').waitFor();
    },
  },
  {
    name: 'list',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(25));
      await signIn('Manager');
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'no-match',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(3));
      await signIn('Manager');
      await page.getByLabel('Search notes').fill('nowhere');
      await page.getByText('No note matches.').waitFor();
    },
  },
  {
    name: 'list-failed',
    reach: async ({ page }) => {
      await page.route('**/proxy/forward-to', (route) => route.abort());
      await page.getByRole('button', { name: 'Sign in as Manager' }).click();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    },
  },
  {
    name: 'added',
    reach: async ({ page, signIn, note }, example) => {
      await seedNotes(example, manyNotes(2));
      await signIn('Manager');
      await fillNote(page, { orderNumber: 'ORD-3', text: 'Call before delivery.' });
      await note('ORD-3').waitFor();
    },
  },
  {
    name: 'invalid-input',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(2));
      await signIn('Manager');
      await fillNote(page, { orderNumber: '', text: 'For which order?' });
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'rejected',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(2));
      await signIn('Viewer');
      await fillNote(page, PERMISSION_NEEDED);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'edit',
    reach: async ({ page, signIn, note }, example) => {
      await seedNotes(example, manyNotes(2));
      await signIn('Manager');
      await note('ORD-1').getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'delete',
    reach: async ({ page, signIn, note }, example) => {
      await seedNotes(example, manyNotes(2));
      await signIn('Manager');
      await note('ORD-1').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'conflict',
    reach: async ({ page, signIn, note }, example, openOther) => {
      await seedNotes(example, manyNotes(2));
      await signIn('Manager');
      await note('ORD-1').waitFor();
      const other = await openOther();
      await other.signIn('Manager');
      await changeText(other, 'Leave it with the neighbour.');
      await other.note('ORD-1').getByText('version 2').waitFor();
      await other.page.context().close();
      await changeText({ page, note }, 'Leave it at the back door.');
      await page.getByRole('dialog', { name: 'Somebody else changed ORD-1' }).waitFor();
    },
  },
  {
    name: 'ended-session',
    reach: async ({ page, signIn, note }, example) => {
      await seedNotes(example, manyNotes(2));
      await signIn('Manager');
      example.gateway.endSessions();
      await note('ORD-1').getByRole('button', { name: 'Mark done' }).click();
      await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    },
  },
  {
    name: 'files',
    reach: async ({ signIn, note }, example) => {
      await seedNotes(example, manyNotes(1));
      await signIn('Manager');
      await note('ORD-1').getByRole('button', { name: 'Files' }).click();
      await note('ORD-1')
        .getByLabel('Attach a file')
        .setInputFiles({ name: 'label.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(48_000) });
      await note('ORD-1').getByRole('button', { name: 'Download label.pdf' }).waitFor();
    },
  },
  {
    name: 'upload',
    reach: async ({ page, signIn, note }, example) => {
      await seedNotes(example, manyNotes(1));
      await signIn('Manager');
      await note('ORD-1').getByRole('button', { name: 'Files' }).click();
      await note('ORD-1').getByText('No files yet.').waitFor();
      await hold(page, 'POST');
      await note('ORD-1')
        .getByLabel('Attach a file')
        .setInputFiles({ name: 'label.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(48_000) });
      await note('ORD-1').getByRole('progressbar').waitFor();
    },
  },
  {
    name: 'export',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(200));
      await signIn('Manager');
      await page.getByRole('button', { name: 'Export CSV' }).click();
      await page.getByText(/\d+ of 200/).waitFor();
    },
  },
  {
    name: 'source',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(1));
      await signIn('Manager');
      await page.getByRole('tab', { name: 'One line' }).click();
      await page.getByText('src/doors/send-with-request.ts').click();
      await page.getByText('export function sendWithRequest').waitFor();
    },
  },
  {
    name: 'claims',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(1));
      await signIn('Viewer');
      await page.getByRole('button', { name: 'Ask the API for its claims' }).click();
      await page.getByText('user_permissions').waitFor();
    },
  },
  {
    name: 'sent-headers',
    reach: async ({ page, signIn }, example) => {
      await seedNotes(example, manyNotes(1));
      await signIn('Manager');
      await page.getByText('Headers of its last call').click();
      await page.getByText('x-forward-to-audience-policy').waitFor();
    },
  },
];

/** Holds back forwarded calls of one method for as long as the page is open. */
async function hold(page: Page, method: string): Promise<void> {
  await page.route('**/proxy/forward-to', async (route) => {
    if (route.request().method() !== method) await route.continue();
  });
}

async function fillNote(page: Page, { orderNumber, text }: { orderNumber: string; text: string }): Promise<void> {
  await page.getByLabel('Order number').fill(orderNumber);
  await page.getByLabel('Note', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Add note' }).click();
}

async function changeText({ page, note }: Pick<OpenedPage, 'page' | 'note'>, text: string): Promise<void> {
  await note('ORD-1').getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill(text);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
}
