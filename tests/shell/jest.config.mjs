// One copy of every peer for all packages, as in an application; the published packages load them as CommonJS.
const peers = ['@apollo/client', 'graphql', 'react', 'react-dom', 'react-redux', 'redux'];

export default {
  testMatch: ['<rootDir>/*.spec.js'],
  testEnvironment: '<rootDir>/../../test-support/jsdom-env.ts',
  testEnvironmentOptions: {
    url: 'https://mc.example.com/my-project/notes',
    customExportConditions: ['node', 'node-addons'],
  },
  transform: {
    '\\.[cm]?[jt]sx?$': [
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
  // These ship ES modules only, which Jest on Node 20 cannot require() as they are; the last three are MSW's.
  transformIgnorePatterns: ['/node_modules/(?!(jose|uuid|until-async|rettime|@open-draft/deferred-promise)/)'],
  moduleNameMapper: {
    ...Object.fromEntries(peers.map((name) => [`^${name}(/.*)?$`, `<rootDir>/node_modules/${name}$1`])),
    // Pictures and styles, which a bundler would load.
    '\\.(css|svg)$': '<rootDir>/asset.js',
  },
  injectGlobals: false,
  // The shell warns of how it calls Apollo Client; failures are shown all the same.
  silent: true,
  // Generous: a shared machine may be slow, and no test may fail for that.
  testTimeout: 60_000,
};
