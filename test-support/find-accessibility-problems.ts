import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Runs axe over all that a page shows, with all of its rules, best practices among them.
 *
 * @returns one line for each finding: the rule, what it says, and the elements.
 */
export async function findAccessibilityProblems(page: Page): Promise<string[]> {
  // What fades in has the contrast of a ghost until it is there.
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations === 1);
    for (const animation of passing) animation.finish();
    await Promise.all(passing.map((animation) => animation.finished));
  });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}
