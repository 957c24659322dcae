import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { packagesInOrder } from './packages.mjs';

/**
 * Builds packages of this repository, with those that they need, and puts them into the node_modules of a folder that has
 * an install of its own: as files, as npm would, so that they find the peers that are installed there.
 *
 * @param folder where to.
 * @param names names without scope, for example `sdk`.
 */
export function installBuiltPackages(folder, names) {
  const needed = new Set(names.map((name) => `@forward-to/${name}`));
  const packages = packagesInOrder();
  // Dependencies stand first in the list, so one walk from its end finds all of them.
  for (const { manifest } of packages.toReversed()) {
    if (!needed.has(manifest.name)) continue;
    for (const name of Object.keys(manifest.dependencies ?? {})) if (name.startsWith('@forward-to/')) needed.add(name);
  }
  for (const { folder: source, manifest } of packages) {
    if (!needed.has(manifest.name)) continue;
    execFileSync(process.execPath, ['../../scripts/build.mjs'], {
      cwd: source,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const target = path.join(folder, 'node_modules', manifest.name);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const file of ['package.json', ...manifest.files]) {
      cpSync(path.join(source, file), path.join(target, file), { recursive: true });
    }
  }
}
