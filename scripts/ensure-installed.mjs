import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';

const MARK = 'node_modules/.installed-lock';

/**
 * Runs `npm ci` when node_modules is missing or was installed from another lock file. Uses nothing but Node.
 *
 * @param folder a folder with an install of its own; the root of the repository when it is left out.
 */
export function ensureInstalled(folder = '.') {
  const mark = path.join(folder, MARK);
  const lock = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  const isInstalled = existsSync(path.join(folder, 'node_modules/.package-lock.json'));
  if (isInstalled && (!existsSync(mark) || readFileSync(mark, 'utf8') === lock)) return;
  console.error(`Installing dependencies${folder === '.' ? '' : ` of ${folder}`} (npm ci) …`);
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) process.exit(install.status ?? 1);
  writeFileSync(mark, lock);
}
