import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { RunningExample } from './start-example.ts';

export interface OpenedPage {
  page: Page;
  /** Errors and warnings of the console, of scripts and of CORS; empty for a page that behaves. */
  complaints: string[];
  /** Headers of the forwarded calls that left the page, in order, but for preflights. */
  calls: { method: string; headers: Record<string, string> }[];
  signIn: (name: 'Manager' | 'Viewer') => Promise<void>;
  /** The card of a note. */
  note: (orderNumber: string) => Locator;
}

// Chromium writes this line for every answer that isn't 2xx; the page has no say in it.
const EXPECTED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Opens the page in a browser context of its own: no cookies, no storage. */
export async function openPage(
  browser: Browser,
  example: RunningExample,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const calls: OpenedPage['calls'] = [];
  page.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning';
    if (isBad && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).pathname !== '/proxy/forward-to') return;
    calls.push({ method: request.method(), headers: request.headers() });
  });
  await page.goto(example.pageUrl);

  return {
    page,
    complaints,
    calls,
    signIn: async (name) => {
      await page.getByRole('button', { name: `Sign in as ${name}` }).click();
      await page.getByText('in all').waitFor();
    },
    note: (orderNumber) => page.getByRole('article', { name: orderNumber, exact: true }),
  };
}
