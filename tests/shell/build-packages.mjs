import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the packages that stand beside the published ones: an application has the built ones, not the sources. */
export function buildPackages() {
  for (const name of ['protocol', 'http-client', 'apollo', 'sdk', 'server', 'testing', 'gateway']) {
    const args = ['run', 'build', '--silent', '-w', `@forward-to/${name}`];
    execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
