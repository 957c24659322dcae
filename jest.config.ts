/** @jest-config-loader esbuild-register */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Config } from 'jest';

type Project = Exclude<NonNullable<Config['projects']>[number], string>;

// Tests run on the sources: the private condition picks src/ in every package's exports map. The list replaces Jest's own, so "node" is repeated.
const conditions = ['@forward-to/source', 'node', 'node-addons'];
// Dependencies that ship ES modules only; Jest on Node 20 cannot require() them as they are.
const esmOnly = ['jose', 'ky', 'until-async', 'rettime', '@open-draft/deferred-promise'];

const base: Project = {
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist', '<rootDir>/benchmarks', '<rootDir>/.cache'],
  // Keeps warnings of the kit off the terminal, and fails a file that has one which no test expects.
  setupFilesAfterEnv: ['<rootDir>/test-support/watch-warnings.ts'],
  // Own globals (expect, it, describe) come from '@jest/globals', so nothing ambient has to be typed.
  injectGlobals: false,
};

const node: Project = {
  ...base,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: conditions },
};

const dom: Project = {
  ...base,
  testEnvironment: '<rootDir>/test-support/jsdom-env.ts',
  testEnvironmentOptions: { url: 'https://mc.example.com/my-project/notes', customExportConditions: conditions },
};

/** Maps peers to where another line of them is installed; `folder` is the one that would import them. */
function peersOf(folder: string, names: Record<string, string>): Record<string, string> {
  const { resolve } = createRequire(path.resolve(folder, 'package.json'));
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, installed]) => {
      const root = path.dirname(resolve(`${installed}/package.json`));
      return [
        [`^${name}$`, root],
        [`^${name}/(.*)$`, `${root}/$1`],
      ];
    }),
  );
}

const oldestPeers = ['@apollo/client', 'react', 'react-dom', 'react-redux', 'redux'];
const peerTests = (names: string): string[] => [`<rootDir>/packages/${names}/src/**/*.dom.spec.{ts,tsx}`];

const config: Config = {
  // Generous: a shared machine may be slow, and no test may fail for that.
  testTimeout: 60_000,
  projects: [
    // *.spec.ts runs in Node, *.dom.spec.ts(x) in jsdom with Node's web globals.
    {
      ...node,
      displayName: 'node',
      testMatch: ['<rootDir>/{packages,examples}/*/src/**/*.spec.ts', '<rootDir>/scripts/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(dom|plain-jsdom)\\.spec\\.ts$'],
    },
    // What an application has that takes Jest and jsdom as they come, and fetch as its only polyfill.
    {
      ...base,
      displayName: 'plain-jsdom',
      testEnvironment: '<rootDir>/test-support/plain-jsdom-env.ts',
      testEnvironmentOptions: { customExportConditions: ['@forward-to/source', 'browser'] },
      testMatch: ['<rootDir>/packages/*/src/**/*.plain-jsdom.spec.ts'],
    },
    {
      ...dom,
      displayName: 'dom',
      testMatch: [
        '<rootDir>/{packages,examples}/*/src/**/*.dom.spec.{ts,tsx}',
        '<rootDir>/tests/**/*.dom.spec.{ts,tsx}',
      ],
    },
    // The same tests on the oldest line of every peer, and on the newest Apollo Client 3.
    {
      ...dom,
      displayName: 'oldest-peers',
      testMatch: peerTests('{apollo,sdk,react}'),
      moduleNameMapper: peersOf('tests/oldest', Object.fromEntries(oldestPeers.map((name) => [name, name]))),
    },
    {
      ...dom,
      displayName: 'apollo-3',
      testMatch: peerTests('apollo'),
      moduleNameMapper: peersOf('.', { '@apollo/client': 'apollo-client-3' }),
    },
    {
      ...node,
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.dom\\.spec\\.ts$'],
    },
  ],
};

export default config;
