// npm run typecheck: the whole tree at once, then each package by its own, stricter, configuration.
import { spawnSync } from 'node:child_process';
import { packagesInOrder } from './packages.mjs';

const tsc = 'node_modules/typescript7/bin/tsc';
const projects = ['.', ...packagesInOrder().map(({ folder }) => folder)];
const failed = projects.filter(
  (project) => spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' }).status !== 0,
);
if (failed.length > 0) {
  console.error(`Type errors in: ${failed.join(', ')}`);
  process.exit(1);
}
