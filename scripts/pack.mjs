// npm run pack -- <folder> <package>...: builds the packages, packs the named ones with all that they need of each other, and installs them into
// the project in <folder>. For trying the packages before they are published: npm run pack -- ../my-app http-client server
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { packagesInOrder } from './packages.mjs';

const [folder, ...names] = process.argv.slice(2);
const packages = packagesInOrder();
const known = packages.map(({ manifest }) => manifest.name.replace('@forward-to/', ''));
const unknown = names.filter((name) => !known.includes(name));
if (!folder || names.length === 0 || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no package "${name}".`);
  console.error(`Usage: npm run pack -- <folder of your application> <package>...\nPackages: ${known.join(', ')}`);
  process.exit(2);
}
if (!existsSync(path.join(folder, 'package.json'))) {
  console.error(`There is no package.json in ${path.resolve(folder)}. Run "npm init -y" there first.`);
  process.exit(2);
}

const needed = new Set(names.map((name) => `@forward-to/${name}`));
// Dependencies stand first in the list, so one walk from its end finds all of them.
for (const { manifest } of packages.toReversed()) {
  if (!needed.has(manifest.name)) continue;
  for (const name of Object.keys(manifest.dependencies ?? {})) if (name.startsWith('@forward-to/')) needed.add(name);
}

const npm = (args, options) => execFileSync('npm', args, { shell: process.platform === 'win32', ...options });
ensureInstalled();
npm(['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
// Kept from one run to the next: applications name these files in their package.json.
const target = path.resolve('.cache/packed');
mkdirSync(target, { recursive: true });
const tarballs = packages
  .filter(({ manifest }) => needed.has(manifest.name))
  .map(({ folder: cwd }) => {
    const output = npm(['pack', '--json', '--pack-destination', target], { cwd, encoding: 'utf8' });
    return path.join(target, JSON.parse(output)[0].filename);
  });
npm(['install', '--no-audit', '--no-fund', ...tarballs], { cwd: folder, stdio: 'inherit' });
console.log(`Installed ${[...needed].sort().join(', ')} in ${path.resolve(folder)}`);
