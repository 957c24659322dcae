// npm run build: every package, dependencies first.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { packagesInOrder } from './packages.mjs';

for (const { folder, manifest } of packagesInOrder()) {
  execFileSync(process.execPath, [path.resolve('scripts/build.mjs')], { cwd: folder, stdio: 'inherit' });
  console.log(`built ${manifest.name}`);
}
