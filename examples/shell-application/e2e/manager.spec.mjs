import { expect, test } from './test.mjs';

const jsonOf = ({ body }) => JSON.parse(body);
const isUpload = ({ method, path }) => method === 'POST' && path.endsWith('/attachments');

test.beforeEach(async ({ api, signIn }) => {
  api.received.length = 0;
  await signIn('Manager');
});

test('a manager writes, replaces, changes and deletes a note', async ({ api, note, writeNote }) => {
  await writeNote('A-1');
  const card = note('A-1');

  await card.getByRole('button', { name: 'Edit' }).click();
  await card.getByRole('textbox', { name: 'Note', exact: true }).fill('Ring twice');
  await card.getByRole('button', { name: 'Replace' }).click();
  await expect(card.getByText('Ring twice')).toBeVisible();
  const replaced = api.received.find(({ method }) => method === 'PUT');
  expect(jsonOf(replaced)).toEqual({ orderNumber: 'A-1', text: 'Ring twice', status: 'open' });

  await card.getByRole('button', { name: 'Mark as done' }).click();
  await expect(card.getByText('A-1 · done')).toBeVisible();
  expect(jsonOf(api.received.find(({ method }) => method === 'PATCH'))).toEqual({ status: 'done' });

  await card.getByRole('button', { name: 'Delete' }).click();
  await expect(card).toHaveCount(0);
  const deleted = api.received.find(({ method }) => method === 'DELETE');
  expect(jsonOf(deleted)).toEqual({ reason: 'Deleted in the Merchant Center' });
  expect(deleted.headers['if-match']).toMatch(/^"\d+"$/);
});

test('a manager uploads a file, as a form', async ({ api, note, writeNote }) => {
  await writeNote('A-2');
  const file = { name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('parcel 1 of 2') };
  await note('A-2').getByLabel('Attach a file').setInputFiles(file);
  await expect(note('A-2').getByText('Files: label.txt')).toBeVisible();
  const upload = api.received.find(isUpload);
  expect(upload.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(upload.body).toContain('parcel 1 of 2');
});

test('a manager cancels an upload, and the API notices', async ({ api, note, page, writeNote }) => {
  await writeNote('A-3');
  api.answerNext('POST', /\/attachments$/, 'silence');
  const file = { name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('parcel 1 of 2') };
  await note('A-3').getByLabel('Attach a file').setInputFiles(file);
  await note('A-3').getByRole('button', { name: 'Cancel upload' }).click();
  await expect(page.getByText('Cancelled.')).toBeVisible();
  await expect(note('A-3').getByText('No files')).toBeVisible();
  await expect.poll(() => api.received.find(isUpload).isCutOff).toBe(true);
});

test('a 401 of the API signs nobody out and is not sent twice', async ({ api, note, page, writeNote }) => {
  await writeNote('A-4');
  const refusal = { status: 401, body: { message: 'The API wants another token.' } };

  api.received.length = 0;
  api.answerNext('PATCH', /./, refusal);
  await note('A-4').getByRole('button', { name: 'Mark as done' }).click();
  await expect(page.getByText('The API wants another token.')).toBeVisible();
  expect(api.received.filter(({ method }) => method === 'PATCH')).toHaveLength(1);

  api.received.length = 0;
  api.answerNext('GET', /\/attachments$/, refusal);
  await note('A-4').getByRole('button', { name: 'Read files again' }).click();
  await expect(note('A-4').getByRole('alert')).toHaveText('The API wants another token.');
  expect(api.received).toHaveLength(1);

  await page.reload();
  await expect(note('A-4')).toBeVisible();
  expect(page.url()).toContain('/my-project/order-notes');
});

test('switching the Project asks for what the user may do there', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Projects' }).click();
  await page.getByRole('option', { name: 'other-project' }).click();
  await page.waitForURL('**/other-project/**');
  await expect(page.getByText('Manager sees the notes of other-project')).toBeVisible();
});
