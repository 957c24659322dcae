// npm run bench | soak | matrix: runs a script of a folder with an install of its own, and installs what is missing there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureInstalled } from './ensure-installed.mjs';

const [folder, script, ...rest] = process.argv.slice(2);
const npm = (...args) => {
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
};

ensureInstalled();
if (!existsSync(`${folder}/node_modules`)) npm('ci', '--no-audit', '--no-fund');
npm('run', script, '--', ...rest);
