// npm run runners: packs the packages, installs them in a copy of each project below, and runs its tests.
// usage: node run.mjs [project…]
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const PACKAGES = ['protocol', 'http-client', 'server', 'testing'];
const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const isNewNode = Number(process.versions.node.split('.')[0]) >= 22;
const projects = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const wanted = process.argv.slice(2);
const work = mkdtempSync(path.join(tmpdir(), 'runners-'));
const failed = [];

try {
  const tarballs = Object.fromEntries(PACKAGES.map((name) => [`@forward-to/${name}`, `file:${pack(name)}`]));
  for (const { name } of projects) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    // MSW 3 needs Node 22 and ships ES modules only, which Jest's CommonJS does not load.
    const lines = name === 'jest-jsdom' || !isNewNode ? ['own'] : ['own', '3'];
    for (const msw of lines) if (!runProject(name, tarballs, msw)) failed.push(`${name} (MSW: ${msw})`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

function pack(name) {
  npm(['run', 'build', '--silent', '-w', `@forward-to/${name}`], root);
  const [{ filename }] = JSON.parse(
    npm(['pack', '--json', '-w', `@forward-to/${name}`, '--pack-destination', work], root),
  );
  return path.join(work, filename);
}

function runProject(name, tarballs, msw) {
  const folder = path.join(work, `${name}-${msw}`);
  cpSync(path.join(here, name), folder, { recursive: true });
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  Object.assign(manifest.devDependencies, tarballs, msw === 'own' ? {} : { msw });
  writeFileSync(file, JSON.stringify(manifest));
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], folder);
  const { status } = spawnSync('npm', ['test', '--silent'], { cwd: folder, stdio: 'inherit' });
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${name}, MSW ${msw === 'own' ? manifest.devDependencies.msw : msw}`,
  );
  return status === 0;
}
