// Jest's configuration inside the sandbox: one project out of the root's configuration, with an environment that takes Node and jsdom specs alike.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = process.cwd();
const require = createRequire(path.join(root, 'package.json'));
const { unregister } = require('esbuild-register/dist/node').register();
const { default: rootConfig } = require('./jest.config.ts');
unregister();
const { transform, transformIgnorePatterns, testEnvironmentOptions, injectGlobals } = rootConfig.projects[0];

/** Points imports between packages at the sandbox: node_modules holds links out of it, to sources that are not mutated. */
function sandboxedPackages() {
  const entries = readdirSync('packages').flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8'));
    return Object.entries(exports).flatMap(([entry, { '@forward-to/source': source }]) =>
      source ? [[`^${name}${entry.slice(1)}$`, path.join(root, 'packages', folder, source)]] : [],
    );
  });
  return Object.fromEntries(entries);
}

export default {
  rootDir: root,
  roots: ['<rootDir>/packages'],
  transform,
  transformIgnorePatterns,
  injectGlobals,
  testEnvironment: path.join(root, 'tests/mutation/environment.cjs'),
  testEnvironmentOptions: { ...testEnvironmentOptions, url: rootConfig.projects[1].testEnvironmentOptions.url },
  moduleNameMapper: sandboxedPackages(),
  testMatch: process.env.MUTATION_SPECS.split(','),
  // A mutant may wait for something that never comes.
  testTimeout: 8_000,
  // The crawler of files needs no outside help for a sandbox of some hundred.
  watchman: false,
};
