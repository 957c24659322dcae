// The steps of cy.loginToMerchantCenter of @commercetools-frontend/cypress, driven by Playwright.
import { APPLICATION_URL, GATEWAY_URL } from './addresses.mjs';
import { expect, test } from './test.mjs';

test.use({ baseURL: APPLICATION_URL });

test('a suite that types an e-mail address and a password signs in unchanged', async ({ api, page, request }) => {
  expect(api.received).toEqual([]);
  const features = await request.post(`${GATEWAY_URL}/graphql`, {
    headers: { 'x-graphql-target': 'mc' },
    data: { operationName: 'AllFeatures', query: 'query AllFeatures { allFeatures { name value reason } }' },
  });
  expect(await features.json()).toEqual({ data: { allFeatures: [] } });

  await page.goto('/my-project/order-notes');
  await page.waitForURL(/\/login/);
  await page.locator('input[name=email]').fill('viewer@example.com');
  await page.locator('input[name=password]').fill('any password');
  await page.locator('button').filter({ hasText: 'Sign in' }).first().click();
  await expect(page.getByText('Viewer sees the notes of my-project')).toBeVisible();
});

test('an address that nobody has leads to those that somebody has', async ({ page }) => {
  await page.goto('/my-project/order-notes');
  await page.locator('input[name=email]').fill('nobody@example.com');
  await page.locator('input[name=password]').fill('any password');
  await page.locator('button').filter({ hasText: 'Sign in' }).first().click();
  await expect(page.getByRole('alert')).toContainText('manager@example.com');
});
