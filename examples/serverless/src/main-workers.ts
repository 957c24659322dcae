// Bundles the worker and runs it in workerd.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { useLocalSettings } from './local-settings.ts';

const require = createRequire(import.meta.url);
// The path of the binary; the package has no types.
const { default: workerd } = require('workerd') as { default: string };
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const port = useLocalSettings();
await build({
  entryPoints: [here('worker.ts')],
  outfile: here('../../../.cache/serverless/worker.js'),
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  conditions: ['@forward-to/source'],
});
const child = spawn(workerd, ['serve', here('worker.capnp'), '--socket-addr', `http=127.0.0.1:${port}`], {
  stdio: 'inherit',
});
child.on('spawn', () => {
  console.log(`Worker answers at http://localhost:${port}`);
});
child.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => child.kill(signal));
