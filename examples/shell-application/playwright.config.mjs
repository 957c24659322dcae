import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { API_URL, APPLICATION_URL, GATEWAY_URL, REAL_API_URL } from './e2e/addresses.mjs';

const port = (url) => new URL(url).port;
// A shared CI machine may be slow: webpack alone takes 15 seconds on a quiet one.
const timeout = 300_000;

export default defineConfig({
  testDir: 'e2e',
  outputDir: path.join(tmpdir(), 'order-notes-e2e'),
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // One page at a time: the tests share a database.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? path.join(tmpdir(), 'order-notes-e2e.json') }]],
  use: {
    baseURL: APPLICATION_URL,
    viewport: { width: 1280, height: 900 },
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    // Without CHROMIUM_PATH: the browser of "npx playwright install chromium".
    launchOptions: {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
  webServer: [
    {
      name: 'gateway',
      command: `node node_modules/@forward-to/gateway/dist/cli.js --config gateway.config.json --target ${API_URL} --port ${port(GATEWAY_URL)}`,
      url: `${GATEWAY_URL}/.well-known/jwks.json`,
    },
    {
      name: 'external API',
      command: 'node --conditions=@forward-to/source --import tsx ../external-api/src/main.ts',
      url: `${REAL_API_URL}/health`,
      timeout,
      env: {
        PORT: port(REAL_API_URL),
        PUBLIC_URL: API_URL,
        ISSUER: GATEWAY_URL,
        PROJECTS: 'my-project,other-project',
        DATABASE_FILE: path.join(mkdtempSync(path.join(tmpdir(), 'order-notes-')), 'order-notes.sqlite'),
      },
    },
    {
      name: 'application',
      command: 'npx mc-scripts start',
      url: APPLICATION_URL,
      timeout,
      env: { CI: '1', MC_API_URL: GATEWAY_URL, EXTERNAL_API_URL: API_URL },
    },
  ],
});
