// npm run shell:e2e [-- <Playwright arguments>]: examples/shell-application in the published shell, in Chromium, offline.
// With E2E_REPORT=<file>, Playwright's results go there as JSON.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './ensure-installed.mjs';
import { prepareShellApplication, SHELL_APPLICATION } from './prepare-shell-application.mjs';

ensureInstalled();
prepareShellApplication();
const found = spawnSync(process.execPath, ['test-support/find-chromium.mjs'], { encoding: 'utf8' });
const chromium = found.status === 0 ? JSON.parse(found.stdout).executablePath : undefined;
const { status } = spawnSync(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)],
  { cwd: SHELL_APPLICATION, stdio: 'inherit', env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) } },
);
process.exitCode = status ?? 1;
