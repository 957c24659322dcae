import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds what is measured: users install the built package, not the sources. */
export function buildPackages() {
  for (const name of ['protocol', 'server']) {
    const args = ['run', 'build', '--silent', '-w', `@forward-to/${name}`];
    execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
