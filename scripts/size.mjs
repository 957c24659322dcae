// npm run size: bytes of what an application bundles (minified, gzip), against the budgets in size-budgets.json.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const budgets = JSON.parse(readFileSync('size-budgets.json', 'utf8'));
let failed = false;
for (const { name, code, external = [], limit } of budgets) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: '.', loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@forward-to/source'],
    external,
    write: false,
  });
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  failed ||= bytes > limit;
  console.log(`${bytes > limit ? 'OVER' : 'ok  '} ${String(bytes).padStart(6)} of ${limit} bytes  ${name}`);
}
if (failed) process.exit(1);
