// Builds the package in the current folder: ES modules and CommonJS with shared chunks (rolldown), declarations (tsc).
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';

const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

// Entries: every exports entry with a source, and src/<name>.ts for every command.
const doors = Object.values(manifest.exports).map((entry) => entry['@forward-to/source']);
const commands = Object.values(manifest.bin ?? {}).map((file) =>
  file.replace('./dist/', './src/').replace(/\.js$/, '.ts'),
);
const entryName = (source) => source.replace(/^\.\/src\//, '').replace(/\.tsx?$/, '');
const input = (sources) => Object.fromEntries(sources.map((source) => [entryName(source), source]));

const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
const external = (id) =>
  id.startsWith('node:') || dependencies.some((name) => id === name || id.startsWith(`${name}/`));

rmSync('dist', { recursive: true, force: true });
await write(input([...doors.filter(Boolean), ...commands]), 'esm', 'js');
await write(input(doors.filter(Boolean)), 'cjs', 'cjs');
writeDeclarations();
for (const file of Object.values(manifest.bin ?? {})) chmodSync(file, 0o755);

async function write(entries, format, extension) {
  const bundle = await rolldown({
    input: entries,
    external,
    platform: 'neutral',
    tsconfig: 'tsconfig.json',
    transform: { target: 'es2022' },
    // A warning about our own code is an error: nobody reads the log of a build that passes.
    onLog(level, log, next) {
      if (log.code === 'MODULE_LEVEL_DIRECTIVE') return;
      if (level === 'warn') throw new Error(log.message);
      next(level, log);
    },
  });
  await bundle.write({
    dir: 'dist',
    format,
    sourcemap: true,
    exports: 'named',
    strict: true,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `shared/[name]-[hash].${extension}`,
  });
  await bundle.close();
}

function writeDeclarations() {
  const tsc = path.join(path.dirname(require.resolve('typescript7/package.json')), 'bin/tsc');
  // Without the private condition, dependencies are seen as a user's compiler sees them: by their built declarations.
  const flags = ['--noEmit', 'false', '--emitDeclarationOnly', '--customConditions', 'null', '--outDir', 'dist'];
  execFileSync(process.execPath, [tsc, '-p', '.', ...flags], { stdio: 'inherit' });
  const relative = /((?:from|import|import\()\s*['"]\.{1,2}\/[^'"]*)\.[jt]sx?(['"])/g;
  for (const name of readdirSync('dist', { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = path.join('dist', name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(relative, '$1.js$2'));
    writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), text.replace(relative, '$1.cjs$2'));
  }
  if (!existsSync('dist/index.d.ts')) throw new Error(`${manifest.name}: no declarations were written`);
}
