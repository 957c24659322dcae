// npm run check: all that CI runs but the tests. Stops at the first failure.
import { spawnSync } from 'node:child_process';

for (const script of [
  'format:check',
  'lint',
  'typecheck',
  'check:metadata',
  'build',
  'check:packages',
  'size',
  'docs',
]) {
  console.log(`\n== ${script}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`"npm run ${script}" failed`);
    process.exit(1);
  }
}
