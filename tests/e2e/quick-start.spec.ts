import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGateway, type Gateway } from '@forward-to/gateway';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../../test-support/chromium.ts';
import { findFreePort, startProcess, type RunningProcess } from './start-process.ts';

const FOLDER = 'examples/quick-start';
const fromSources = ['--conditions=@forward-to/source', '--import', 'tsx'];

describeInChromium('the guide "Your own application in ten minutes"', (browser) => {
  let page: Page;
  let cache: string;
  let gateway: Gateway;
  let apiUrl: string;
  let pageUrl: string;
  const processes: RunningProcess[] = [];

  /** The gateway as the guide starts it, with these permissions. */
  async function startGateway(permissions: string[], port = 0): Promise<Gateway> {
    const started = createGateway({
      projects: ['my-project'],
      targets: [apiUrl],
      origins: [pageUrl],
      permissions,
      port,
    });
    await started.listen();
    return started;
  }

  beforeAll(async () => {
    cache = await mkdtemp(path.join(tmpdir(), 'quick-start-'));
    const [apiPort, pagePort] = [await findFreePort(), await findFreePort()];
    apiUrl = `http://localhost:${apiPort}`;
    pageUrl = `http://localhost:${pagePort}`;
    gateway = await startGateway(['canViewOrders']);
    const api = { PORT: String(apiPort), AUDIENCE: apiUrl, ISSUER: gateway.url };
    processes.push(
      // 401 is the answer to a request without a token.
      await startProcess({
        cwd: FOLDER,
        args: [...fromSources, 'api.js'],
        env: api,
        url: apiUrl,
        isUp: ({ status }) => status === 401,
      }),
      await startProcess({
        cwd: FOLDER,
        args: [...fromSources, '../../tests/e2e/quick-start-vite.mjs'],
        env: {
          NODE_ENV: 'development', // Jest's own would be taken over
          PORT: String(pagePort),
          VITE_CACHE: cache,
          MC_API_URL: gateway.url,
          EXTERNAL_API_URL: apiUrl,
        },
        url: pageUrl,
      }),
    );
    page = await browser().newPage();
    await page.goto(`${pageUrl}/my-project`);
  });

  afterAll(async () => {
    await Promise.all(processes.map((running) => running.stop()));
    await gateway.close();
    await rm(cache, { recursive: true, force: true });
  });

  /** Clicks a button and gives what the page then shows. */
  async function click(name: string): Promise<unknown> {
    await page.locator('#result').evaluate((element) => {
      element.textContent = '';
    });
    await page.getByRole('button', { name, exact: true }).click();
    await page.locator('#result:not(:empty)').waitFor();
    return JSON.parse(await page.locator('#result').innerText());
  }

  /** The n-th block of JSON below a heading of the guide. */
  function shownInGuide(index: number): unknown {
    const guide = readFileSync('docs/guides/quick-start.md', 'utf8');
    const section = guide.slice(guide.indexOf('## 5.'), guide.indexOf('## 6.'));
    const blocks = [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json!);
    return JSON.parse(blocks[index]!.replaceAll('localhost:6001', new URL(apiUrl).host));
  }

  it('signs in and loads the order that it shows', async () => {
    expect(await click('Sign in')).toBe('Signed in');
    expect(await click('Load order 7')).toEqual(shownInGuide(0));
  });

  it('shows the rejection that a user without the permission gets', async () => {
    expect(await click('Delete order 7')).toEqual(shownInGuide(1));
  });

  it('deletes the order after the gateway was started again with the permission', async () => {
    const port = Number(new URL(gateway.url).port);
    await gateway.close();
    gateway = await startGateway(['canViewOrders', 'canManageOrders'], port);
    expect(await click('Sign in')).toBe('Signed in');
    expect(await click('Delete order 7')).toBe('Done');
  });
});
