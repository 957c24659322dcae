// npm run check:packages: packs every built package, checks the tarballs, installs them in an empty project, and loads
// and type-checks every entry from there as ES module and as CommonJS, the way a user's machine does.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packagesInOrder } from './packages.mjs';

const packages = packagesInOrder();
const work = mkdtempSync(path.join(tmpdir(), 'packed-'));
const run = (command, args, options) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', ...options });

try {
  const tarballs = [];
  for (const { folder, manifest } of packages) {
    if (!existsSync(`${folder}/dist`)) throw new Error(`${folder} is not built: run "npm run build" first`);
    const { messages } = await publint({ pkgDir: folder, strict: true, pack: 'npm' });
    for (const message of messages) console.error(`${manifest.name}: ${formatMessage(message, manifest)}`);
    if (messages.length > 0) process.exitCode = 1;
    const [{ filename, files }] = JSON.parse(
      run('npm', ['pack', '--json', '--pack-destination', work], { cwd: folder }),
    );
    const tests = files.filter(({ path: file }) => /\btest-support\/|\.spec\./.test(file));
    if (tests.length > 0) throw new Error(`${manifest.name} ships tests: ${tests.map((file) => file.path).join(', ')}`);
    const tarball = path.join(work, filename);
    tarballs.push(tarball);
    run('node_modules/.bin/attw', [tarball, '--quiet', ...attwFlags(manifest)], { stdio: 'inherit' });
  }
  loadEverything(tarballs);
  console.log(`${packages.length} packed packages install, load and type-check as ES module and CommonJS`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A package may say in its manifest which findings do not apply, with the reason beside it. */
function attwFlags(manifest) {
  const ignored = manifest['x-attw-ignore'] ?? [];
  return ignored.length > 0 ? ['--ignore-rules', ...ignored] : [];
}

function loadEverything(tarballs) {
  const app = path.join(work, 'app');
  const entries = packages.flatMap(({ manifest }) =>
    Object.keys(manifest.exports)
      .filter((key) => !key.endsWith('.json'))
      .map((key) => manifest.name + key.slice(1)),
  );
  const peers = Object.assign({}, ...packages.map(({ manifest }) => manifest.peerDependencies));
  execFileSync('mkdir', ['-p', app]);
  const optional = Object.assign({}, ...packages.map(({ manifest }) => manifest.peerDependenciesMeta));
  const root = JSON.parse(readFileSync('package.json', 'utf8')).devDependencies;
  // An optional peer is installed when the repository has it for its tests.
  const tested = Object.assign({}, ...packages.map(({ manifest }) => manifest.devDependencies), root);
  const versions = Object.fromEntries(
    Object.keys(peers)
      .filter((name) => tested[name] || !optional[name]?.optional)
      .map((name) => [name, tested[name] ?? peers[name]]),
  );
  // Tarballs by name, so that no package is looked up in a registry.
  const own = Object.fromEntries(packages.map(({ manifest }, index) => [manifest.name, `file:${tarballs[index]}`]));
  const types = {
    '@types/node': root['@types/node'],
    '@types/express': root['@types/express'],
    '@types/react': root['@types/react'],
  };
  writeFileSync(
    path.join(app, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { ...versions, ...own, ...types },
      overrides: JSON.parse(readFileSync('package.json', 'utf8')).overrides,
    }),
  );
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: app });
  const names = entries.map((entry, index) => `import * as entry${index} from '${entry}';`);
  const uses = entries.map(
    (_, index) => `if (Object.keys(entry${index}).length === 0) throw new Error('${entries[index]} exports nothing');`,
  );
  writeFileSync(path.join(app, 'load.mjs'), [...names, ...uses].join('\n'));
  writeFileSync(
    path.join(app, 'load.cjs'),
    entries
      .map((entry) => `if (Object.keys(require('${entry}')).length === 0) throw new Error('${entry}');`)
      .join('\n'),
  );
  for (const file of ['load.mjs', 'load.cjs']) run(process.execPath, [file], { cwd: app });
  for (const { manifest } of packages) {
    for (const command of Object.keys(manifest.bin ?? {})) {
      const version = run(path.join(app, 'node_modules/.bin', command), ['--version'], { cwd: app }).trim();
      if (version !== manifest.version) throw new Error(`${command} --version says ${version}`);
    }
  }
  for (const file of ['load.mts', 'load.cts']) writeFileSync(path.join(app, file), [...names, ...uses].join('\n'));
  const flags = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom,dom.iterable',
    '--module',
    'nodenext',
    '--types',
    'node',
  ];
  checkOldResolutions(app);
  for (const compiler of ['typescript', 'typescript7']) {
    run(process.execPath, [path.resolve(`node_modules/${compiler}/bin/tsc`), ...flags, 'load.mts', 'load.cts'], {
      cwd: app,
      stdio: 'inherit',
    });
  }
}

/**
 * Type-checks every declaration of application-config by the older ways to find a package, nothing skipped: Vite's own declarations do not
 * compile there, so ours must not import them. TypeScript 6 is the last one that knows node10.
 */
function checkOldResolutions(app) {
  const names = ['application-config', 'application-config/vite', 'application-config/window'];
  const file = path.join(app, 'old-resolution.cts');
  writeFileSync(
    file,
    [
      ...names.map((name, index) => `import * as entry${index} from '@forward-to/${name}';`),
      'declare global { interface WindowApp { externalApiUrl: string } }',
      'export const url: string = window.app.externalApiUrl;',
      `export const entries = [${names.map((_, index) => `entry${index}`).join(', ')}];`,
    ].join('\n'),
  );
  const common = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom', '--types', 'node'];
  for (const resolution of [
    ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'],
    ['--module', 'node16'],
  ]) {
    const flags = [...common, '--skipLibCheck', 'false', ...resolution];
    run(process.execPath, [path.resolve('node_modules/typescript/bin/tsc'), ...flags, file], {
      cwd: app,
      stdio: 'inherit',
    });
  }
}
