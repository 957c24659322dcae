import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describeInChromium } from '../../test-support/chromium.ts';
import { openPage, type OpenedPage } from './open-page.ts';
import { manyNotes, seedNotes } from './seed-notes.ts';
import { startExample, type RunningExample } from './start-example.ts';

jest.setTimeout(30_000);

describeInChromium('files', (browser) => {
  let example: RunningExample;
  let opened: OpenedPage;

  beforeAll(async () => {
    example = await startExample();
  }, 120_000);
  afterAll(async () => {
    await example.stop();
  });
  beforeEach(async () => {
    await seedNotes(example, manyNotes(1));
    opened = await openPage(browser(), example);
  });
  afterEach(async () => {
    await opened.page.context().close();
    expect(opened.complaints).toEqual([]);
  });

  it('attaches a file to a note and gives it back byte for byte, with its name', async () => {
    const { page, signIn, note } = opened;
    await signIn('Manager');
    const buffer = randomBytes(200_000);
    await note('ORD-1').getByRole('button', { name: 'Files' }).click();
    await note('ORD-1').getByText('No files yet.').waitFor();
    await note('ORD-1')
      .getByLabel('Attach a file')
      .setInputFiles({ name: 'Lieferschein Größe.bin', mimeType: 'application/octet-stream', buffer });
    const button = note('ORD-1').getByRole('button', { name: 'Download Lieferschein Größe.bin' });
    await button.waitFor();

    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(download.suggestedFilename()).toBe('Lieferschein Größe.bin');
    expect(buffer.equals(await readFile(await download.path()))).toBe(true);

    await note('ORD-1').getByRole('button', { name: 'Remove Lieferschein Größe.bin' }).click();
    await note('ORD-1').getByText('No files yet.').waitFor();
  });

  it('downloads a JSON file as it was sent', async () => {
    const { page, signIn, note } = opened;
    await signIn('Manager');
    await note('ORD-1').getByRole('button', { name: 'Files' }).click();
    const buffer = Buffer.from('{ "spaces":   "kept" }\n');
    await note('ORD-1')
      .getByLabel('Attach a file')
      .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer });
    const button = note('ORD-1').getByRole('button', { name: 'Download a.json' });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect((await readFile(await download.path())).toString()).toBe(buffer.toString());
  });

  it('shows how far an upload is, and stores nothing of a cancelled one', async () => {
    const { page, signIn, note } = opened;
    await signIn('Manager');
    await note('ORD-1').getByRole('button', { name: 'Files' }).click();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    const limits = { offline: false, latency: 0, downloadThroughput: -1 };
    await devtools.send('Network.emulateNetworkConditions', { ...limits, uploadThroughput: 1_000_000 });

    const buffer = randomBytes(6_000_000);
    await note('ORD-1')
      .getByLabel('Attach a file')
      .setInputFiles({ name: 'big.bin', mimeType: 'application/octet-stream', buffer });
    const progress = note('ORD-1').getByRole('progressbar', { name: 'big.bin' });
    const share = () => progress.evaluate((bar) => (bar as HTMLProgressElement).value);
    await progress.waitFor();
    await page.waitForFunction((bar) => (bar as HTMLProgressElement).value > 0, await progress.elementHandle());
    expect(await share()).toBeLessThan(100);
    await page.getByText('1 in flight').waitFor();

    await note('ORD-1').getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Upload cancelled.').waitFor();
    await devtools.send('Network.emulateNetworkConditions', { ...limits, uploadThroughput: -1 });
    await page.reload();
    await note('ORD-1').getByRole('button', { name: 'Files' }).click();
    await note('ORD-1').getByText('No files yet.').waitFor();
  });

  it('shows why a file is not taken', async () => {
    const { signIn, note } = opened;
    await signIn('Manager');
    await note('ORD-1').getByRole('button', { name: 'Files' }).click();
    await note('ORD-1')
      .getByLabel('Attach a file')
      .setInputFiles({
        name: 'huge.bin',
        mimeType: 'application/octet-stream',
        buffer: Buffer.alloc(11 * 1024 * 1024),
      });
    const alert = note('ORD-1').getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/10 MB[\s\S]*payload_too_large[\s\S]*413/);
  });

  it('renews a stale platform token in the middle of an upload', async () => {
    const { signIn, note, calls } = opened;
    await signIn('Manager');
    await note('ORD-1').getByRole('button', { name: 'Files' }).click();
    await note('ORD-1').getByText('No files yet.').waitFor();
    example.gateway.expirePlatformTokens();
    await note('ORD-1')
      .getByLabel('Attach a file')
      .setInputFiles({ name: 'a.bin', mimeType: 'application/octet-stream', buffer: randomBytes(1_000_000) });
    await note('ORD-1').getByRole('button', { name: 'Download a.bin' }).waitFor();
    expect(calls.filter(({ headers }) => headers['x-force-token'] === 'true')).toHaveLength(1);
  });

  it('exports what the search finds, with progress, and stops on demand', async () => {
    // Enough for an export of several seconds, so that it is still under way when it is cancelled.
    await seedNotes(example, manyNotes(200));
    const { page, signIn } = opened;
    await signIn('Viewer');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await page.getByText(/\d+ of 200/).waitFor();
    await page.getByRole('button', { name: 'Cancel export' }).click();
    await page.getByText('Export cancelled.').waitFor();

    await page.getByLabel('Search notes').fill('parcel 19');
    await page.getByText('11 found').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('order-notes.csv');
    const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
    expect(lines).toHaveLength(12);
    expect(lines[1]).toContain('Pack parcel 199.');
  });
});
