import { test as base } from '@playwright/test';
import { startApiInFront } from './api-in-front.mjs';

/** Playwright's `test` with the application open, a user to sign in with one click, and the API under control. */
export const test = base.extend({
  // Playwright reads from the pattern which other fixtures this one wants: none.
  // oxlint-disable-next-line no-empty-pattern
  api: async ({}, use) => {
    const api = await startApiInFront();
    await use(api);
    await api.close();
  },
  page: async ({ page }, use) => {
    // Offline: fonts, feature flags and error reports of the shell stay unanswered.
    await page.route(
      ({ hostname }) => hostname !== 'localhost',
      (route) => route.abort(),
    );
    await use(page);
  },
  signIn: async ({ page }, use) => {
    await use(async (name) => {
      await page.goto('/my-project/order-notes');
      await page.getByRole('button', { name: `Continue as ${name}` }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    });
  },
  /** Writes a note on the page of its own. */
  writeNote: async ({ page }, use) => {
    await use(async (orderNumber) => {
      await page.goto('/my-project/order-notes/new');
      await page.getByLabel('Order number').fill(orderNumber);
      await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Call before delivery');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('article', { name: orderNumber }).waitFor();
    });
  },
  /** The card of a note. */
  note: async ({ page }, use) => {
    await use((orderNumber) => page.getByRole('article', { name: orderNumber }));
  },
});

export { expect } from '@playwright/test';
