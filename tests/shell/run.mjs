// Builds what an application would install, and runs the tests on it. usage: npm run shell (root)
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackages } from './build-packages.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

buildPackages();
const { status } = spawnSync(process.execPath, [jest, '--config', 'jest.config.mjs', ...process.argv.slice(2)], {
  cwd: here,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
