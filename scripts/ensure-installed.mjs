import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';

const MARK = 'node_modules/.installed-lock';

/** Runs `npm ci` when node_modules is missing or was installed from another lock file. Uses nothing but Node. */
export function ensureInstalled() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync('node_modules/.package-lock.json') && (!existsSync(MARK) || readFileSync(MARK, 'utf8') === lock)) {
    return;
  }
  console.error('Installing dependencies (npm ci) …');
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) process.exit(install.status ?? 1);
  writeFileSync(MARK, lock);
}
