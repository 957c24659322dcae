// npm run typecheck: the whole tree at once, then each package by its own, stricter, configuration, and on other lines of its peers.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { packagesInOrder } from './packages.mjs';

const tsc = 'node_modules/typescript7/bin/tsc';
const configurationsIn = (folder) =>
  readdirSync(folder)
    .filter((name) => /^tsconfig(?:\..+)?\.json$/.test(name))
    .map((name) => `${folder}/${name}`);
const projects = ['tsconfig.json', ...packagesInOrder().flatMap(({ folder }) => configurationsIn(folder))];
const failed = projects.filter(
  (project) => spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' }).status !== 0,
);
if (failed.length > 0) {
  console.error(`Type errors in: ${failed.join(', ')}`);
  process.exit(1);
}
