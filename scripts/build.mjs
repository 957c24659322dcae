// Builds the package in the current folder: ESM (.js) + CJS (.cjs) with shared chunks by rolldown, .d.ts by TypeScript 7's tsc, .d.cts by copy.
// usage, in a package folder: node ../../scripts/build.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';

const require = createRequire(import.meta.url);
const tsc = path.join(path.dirname(require.resolve(`${process.env.TSC_PKG ?? 'typescript7'}/package.json`)), 'bin/tsc');
const pkg = JSON.parse(readFileSync('package.json', 'utf8'));
const sources = Object.values(pkg.exports)
  .map((e) => e['@forward-to/source'])
  .filter(Boolean);
const input = Object.fromEntries(sources.map((s) => [s.replace(/^\.\/src\//, '').replace(/\.tsx?$/, ''), s]));
const deps = Object.keys({ ...pkg.dependencies, ...pkg.peerDependencies });
const external = (id) => id.startsWith('node:') || deps.some((d) => id === d || id.startsWith(`${d}/`));

rmSync('dist', { recursive: true, force: true });
const bundle = await rolldown({
  input,
  external,
  platform: 'neutral',
  tsconfig: 'tsconfig.json',
  transform: { target: 'es2022' },
  onLog(level, log, next) {
    if (log.code === 'MODULE_LEVEL_DIRECTIVE') return;
    if (level === 'warn') throw new Error(log.message);
    next(level, log);
  },
});
const common = { dir: 'dist', sourcemap: true, exports: 'named', strict: true };
await bundle.write({
  ...common,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'shared/[name]-[hash].js',
});
await bundle.write({
  ...common,
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'shared/[name]-[hash].cjs',
});
await bundle.close();

execFileSync(
  process.execPath,
  [tsc, '-p', '.', '--noEmit', 'false', '--emitDeclarationOnly', '--declarationMap', 'false', '--outDir', 'dist'],
  { stdio: 'inherit' },
);
const specifier = /((?:from|import|import\()\s*['"]\.{1,2}\/[^'"]*)\.[jt]sx?(['"])/g; // './x.js' or './x.ts' in emitted declarations
for (const f of readdirSync('dist', { recursive: true }).filter((f) => f.endsWith('.d.ts'))) {
  const file = path.join('dist', f),
    text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(specifier, '$1.js$2'));
  writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), text.replace(specifier, '$1.cjs$2'));
}
