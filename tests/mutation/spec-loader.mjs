import { readdirSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import keyPool from './key-pool.cjs';

const { keysTaken, restartKeyPool } = keyPool;

/** Folders whose modules each spec has for itself. */
const OWN = ['packages', 'test-support'];

/**
 * Loads TypeScript specs of the sandbox into this process, each with modules of its own, as Jest does; dependencies are loaded once.
 *
 * Imports between packages lead into the sandbox: node_modules holds links out of it, to sources that are not mutated.
 */
export function createSpecLoader(sandbox) {
  const require = createRequire(path.join(sandbox, 'package.json'));
  compileTypeScript(require('esbuild'));
  const replaced = { ...packagesOf(sandbox), '@jest/globals': path.join(sandbox, 'tests/mutation/jest-globals.cjs') };
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (request, ...rest) => replaced[request] ?? resolve(request, ...rest);
  const circus = require('jest-circus');
  require(replaced['@jest/globals']);

  /** Gives the tests that a spec declares, as a state that Jest's runner can run any number of times. */
  const load = (spec) => {
    for (const file of Object.keys(require.cache)) {
      if (OWN.some((folder) => file.startsWith(path.join(sandbox, folder) + path.sep))) delete require.cache[file];
    }
    circus.resetState();
    restartKeyPool();
    // What jest.config.ts lists as setupFilesAfterEnv.
    require(path.join(sandbox, 'test-support/watch-warnings.ts'));
    require(path.join(sandbox, spec));
    return Object.assign(circus.getState(), { keysTaken: keysTaken() });
  };
  return { circus, load };
}

/** Teaches `require` TypeScript; what was compiled once is kept, since specs are loaded many times. */
function compileTypeScript(esbuild) {
  const compiled = new Map();
  const options = {
    format: 'cjs',
    target: 'node20',
    jsx: 'automatic',
    define: { 'import.meta.url': 'importMetaUrl', 'import.meta.dirname': '__dirname' },
    banner: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;',
  };
  const load = (loader) => (module, file) => {
    if (!compiled.has(file)) {
      compiled.set(file, esbuild.transformSync(readFileSync(file, 'utf8'), { ...options, loader }).code);
    }
    module._compile(compiled.get(file), file);
  };
  Module._extensions['.ts'] = load('ts');
  Module._extensions['.tsx'] = load('tsx');
}

/** Sources by the name that other packages import them by. */
export function packagesOf(root) {
  const folders = readdirSync(path.join(root, 'packages'));
  const entries = folders.flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(path.join(root, 'packages', folder, 'package.json'), 'utf8'));
    return Object.entries(exports).flatMap(([entry, { '@forward-to/source': source }]) =>
      source ? [[name + entry.slice(1), path.join(root, 'packages', folder, source)]] : [],
    );
  });
  return Object.fromEntries(entries);
}
