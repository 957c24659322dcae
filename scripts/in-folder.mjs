// npm run bench | soak | matrix: runs a script of folders with installs of their own, and installs what is missing there.
// usage: node scripts/in-folder.mjs <folder>[,<folder>…] <script> [arguments]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureInstalled } from './ensure-installed.mjs';

const [folders = '', script, ...rest] = process.argv.slice(2);
const npm = (cwd, ...args) =>
  spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

ensureInstalled();
for (const folder of folders.split(',')) {
  const isInstalled = existsSync(`${folder}/node_modules`) || npm(folder, 'ci', '--no-audit', '--no-fund');
  if (!isInstalled || !npm(folder, 'run', script, '--', ...rest)) process.exitCode = 1;
}
