import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import path from 'node:path';
import { describeInChromium } from '../../test-support/chromium.ts';
import { findAccessibilityProblems } from '../../test-support/find-accessibility-problems.ts';
import { openPage } from './open-page.ts';
import { PAGE_STATES } from './page-states.ts';
import { startExample, type RunningExample } from './start-example.ts';

// axe looks at each page twice, which takes its time on a busy machine.
jest.setTimeout(180_000);

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desk: { viewport: { width: 1280, height: 900 } },
} as const;
/** A folder that gets a picture of each state, to be looked at. */
const { SCREENSHOTS } = process.env;

describeInChromium('every state of the page', (browser) => {
  let example: RunningExample;
  beforeAll(async () => {
    example = await startExample();
  }, 120_000);
  afterAll(async () => {
    await example.stop();
  });

  describe.each(['phone', 'desk'] as const)('%s', (device) => {
    it.each(PAGE_STATES)(
      '$name: axe finds nothing, light or dark, and nothing is wider than the screen',
      async ({ name, reach }) => {
        const opened = await openPage(browser(), example, DEVICES[device]);
        const { page } = opened;
        await reach(opened, example, () => openPage(browser(), example, DEVICES[device]));
        const problems: Record<string, string[]> = {};
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          problems[colorScheme] = await findAccessibilityProblems(page);
          if (SCREENSHOTS !== undefined) {
            await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${device}-${colorScheme}.png`) });
          }
        }
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await page.context().close();
        expect({ problems, width }).toEqual({
          problems: { light: [], dark: [] },
          width: DEVICES[device].viewport.width,
        });
      },
    );
  });
});
