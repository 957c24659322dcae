// Jest's configuration inside the sandbox: one project out of the root's configuration, with an environment that takes Node and jsdom specs alike.
import { createRequire } from 'node:module';
import path from 'node:path';
import { packagesOf } from './spec-loader.mjs';

const root = process.cwd();
const require = createRequire(path.join(root, 'package.json'));
const { unregister } = require('esbuild-register/dist/node').register();
const { default: rootConfig } = require('./jest.config.ts');
unregister();
const { transform, transformIgnorePatterns, testEnvironmentOptions, setupFilesAfterEnv, injectGlobals } =
  rootConfig.projects[0];

/** Imports between packages lead into the sandbox: node_modules holds links out of it, to sources that are not mutated. */
const moduleNameMapper = Object.fromEntries(
  Object.entries(packagesOf(root)).map(([name, file]) => [`^${name}$`, file]),
);

export default {
  rootDir: root,
  roots: ['<rootDir>/packages'],
  transform,
  transformIgnorePatterns,
  injectGlobals,
  setupFilesAfterEnv,
  testEnvironment: path.join(root, 'tests/mutation/environment.cjs'),
  testEnvironmentOptions: {
    ...testEnvironmentOptions,
    url: rootConfig.projects.find(({ displayName }) => displayName === 'dom').testEnvironmentOptions.url,
  },
  moduleNameMapper,
  // The runner names the specs.
  testMatch: [],
  // A mutant may wait for something that never comes.
  testTimeout: 8_000,
  // The crawler of files needs no outside help for a sandbox of some hundred.
  watchman: false,
};
