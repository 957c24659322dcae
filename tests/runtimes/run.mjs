// Replays the attack corpus with the built package on every runtime. usage: npm run matrix (root)
// --only workerd,node20 picks; --report <file> writes { passed, failed } for CI
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const cache = path.join(root, '.cache/runtimes');
const cases = path.join(cache, 'cases.json');
const { values } = parseArgs({ options: { only: { type: 'string' }, report: { type: 'string' } } });

mkdirSync(cache, { recursive: true });
for (const name of ['protocol', 'server']) {
  execFileSync('npm', ['run', 'build', '--silent', '-w', `@forward-to/${name}`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
execFileSync(
  process.execPath,
  ['--conditions=@forward-to/source', '--import=tsx', path.join(here, 'write-cases.ts'), cases],
  { cwd: root },
);
await build({
  entryPoints: [path.join(here, 'worker.mjs')],
  outfile: path.join(cache, 'worker.js'),
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  conditions: ['workerd', 'worker', 'import'],
  mainFields: ['module', 'main'],
});

const bin = (name) => path.join(here, 'node_modules', name);
const main = path.join(here, 'main.mjs');
const runtimes = {
  node20: [bin('node20/bin/node'), [main, cases]],
  node22: [bin('node22/bin/node'), [main, cases]],
  node24: [bin('node24/bin/node'), [main, cases]],
  bun: [bin('.bin/bun'), [main, cases]],
  deno: [bin('.bin/deno'), ['run', '--quiet', '--allow-read', '--allow-env', '--node-modules-dir=manual', main, cases]],
  workerd: [bin('.bin/workerd'), ['test', path.join(here, 'workerd.capnp')]],
};

const total = { passed: 0, failed: 0 };
for (const [name, [file, args]] of Object.entries(runtimes)) {
  if (values.only && !values.only.split(',').includes(name)) continue;
  const started = Date.now();
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd: root, encoding: 'utf8', timeout: 120_000 });
  const [said = 'did not run', passed = 0, count = 1] = /(\d+) of (\d+)/.exec(`${stdout}${stderr}`) ?? [];
  const failed = status === 0 ? 0 : Math.max(count - passed, 1);
  total.passed += Number(passed);
  total.failed += failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(8)} ${said} (${seconds} s)`);
  if (failed === 0) continue;
  console.error(error?.message ?? `${stdout}${stderr}`.slice(0, 4000));
  process.exitCode = 1;
}
if (values.report) writeFileSync(values.report, JSON.stringify(total));
