import { expect, test } from './test.mjs';

test('a viewer sees no menu entry for writing, and the API refuses a write with its reason', async ({
  api,
  note,
  page,
  signIn,
  writeNote,
}) => {
  const menu = page.getByRole('menuitem', { name: 'Order notes' });
  const entryForWriting = page.getByRole('link', { name: 'Write a note' });
  await signIn('Manager');
  await writeNote('B-1');
  await menu.hover();
  await expect(entryForWriting).toBeVisible();

  await signOut(page);
  await page.getByRole('button', { name: 'Continue as Viewer' }).click();
  await note('B-1').waitFor();
  await menu.hover();
  await expect(page.getByRole('link', { name: 'Order notes' }).first()).toBeVisible();
  await expect(entryForWriting).toHaveCount(0);

  api.received.length = 0;
  await note('B-1').getByRole('button', { name: 'Mark as done' }).click();
  await expect(page.getByText(/canManageOrderNotes/)).toBeVisible();
  expect(api.received.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  expect(page.url()).toContain('/my-project/order-notes');
});

/** Through the shell's own user menu; leads to the sign-in page. */
async function signOut(page) {
  await page.getByRole('button', { name: 'Open user settings menu' }).click();
  await page.getByText('Logout').click();
  await page.waitForURL('**/login/authorize?**');
}
