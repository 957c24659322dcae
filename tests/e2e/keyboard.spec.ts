import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../../test-support/chromium.ts';
import { openPage } from './open-page.ts';
import { seedNotes } from './seed-notes.ts';
import { startExample, type RunningExample } from './start-example.ts';

describeInChromium('the page by keyboard alone', (browser) => {
  let example: RunningExample;

  beforeAll(async () => {
    example = await startExample();
  }, 120_000);
  afterAll(async () => {
    await example.stop();
  });

  it('signs in, creates, changes and deletes, with a visible focus all the way', async () => {
    await seedNotes(example, [{ orderNumber: 'ORD-1', text: 'Leave it at the back door.' }]);
    const { page, complaints, note } = await openPage(browser(), example);
    await page.getByRole('button', { name: 'Sign in as Manager' }).waitFor();

    await tabTo(page, 'Sign in as Manager');
    await page.keyboard.press('Enter');
    await note('ORD-1').waitFor();

    await tabTo(page, 'Order number');
    await page.keyboard.type('ORD-2');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Call before delivery.');
    await tabTo(page, 'Add note');
    await page.keyboard.press('Enter');
    await note('ORD-2').waitFor();
    // Ready for the next one.
    expect(await focusedName(page)).toBe('Order number');

    await tabTo(page, 'Edit');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await focusedName(page)).toBe('Note');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Call the day before.');
    await tabTo(page, 'Save');
    await page.keyboard.press('Enter');
    await note('ORD-2').getByText('Call the day before.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedName(page)).toBe('Edit');

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await note('ORD-2').getByText('Done', { exact: true }).waitFor();
    expect(await focusedName(page)).toBe('Reopen');

    await tabTo(page, 'Delete');
    await page.keyboard.press('Enter');
    // The harmless answer comes first.
    expect(await focusedName(page)).toBe('Keep it');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedName(page)).toBe('Delete');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Delete');
    await page.keyboard.press('Enter');
    await note('ORD-2').waitFor({ state: 'detached' });
    expect(await focusedName(page)).toBe('Order notes');
    expect(await page.getByRole('status').innerText()).toBe('Note ORD-2 deleted.');

    await page.context().close();
    expect(complaints).toEqual([]);
  }, 60_000);
});

/** Presses Tab until the control of that name has the focus, and checks on the way that each shows it. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (focused === undefined) continue; // the browser's own controls
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return { outlineStyle, outlineWidth };
    });
    expect({ focused, ...outline }).toEqual({ focused, outlineStyle: 'solid', outlineWidth: '3px' });
    if (focused.startsWith(name)) return;
  }
  throw new Error(`Tab never reached "${name}"`);
}

/** The label or the text of what has the focus, as assistive technology reads it. */
function focusedName(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLElement> }) | null;
    if (!element || element === document.body) return undefined;
    const named = (element.labels?.[0] ?? element).cloneNode(true) as HTMLElement;
    for (const decoration of named.querySelectorAll('[aria-hidden]')) decoration.remove();
    return element.getAttribute('aria-label') ?? named.textContent.trim();
  });
}
