import { afterAll, beforeAll, describe } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/**
 * A `describe` for tests in a headless Chromium: the one of `CHROMIUM_PATH`, one that is installed, or the one that a
 * package ships.
 *
 * Where none starts, one line says so and the tests are skipped; with `CI` set they fail instead.
 */
export function describeInChromium(name: string, define: (browser: () => Browser) => void): void {
  // Found by a process of its own, because Jest wants to know at once which tests there are.
  const found = spawnSync(process.execPath, [fileURLToPath(new URL('find-chromium.mjs', import.meta.url))], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (found.status !== 0) {
    const message = `No Chromium starts here, "${name}" is left out. Install one or set CHROMIUM_PATH (${found.stderr.trim()}).`;
    if (process.env.CI) throw new Error(message);
    process.stderr.write(`${message}\n`);
    describe.skip(name, () => {
      define(notStarted);
    });
    return;
  }

  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch(JSON.parse(found.stdout) as LaunchOptions);
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
    });
    define(() => browser ?? notStarted());
  });
}

function notStarted(): never {
  throw new Error('The browser is there in hooks and tests only.');
}
