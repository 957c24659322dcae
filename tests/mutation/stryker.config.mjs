// What is the same for every package; mutate.mjs adds which files, which specs and where the copy is.
export default {
  testRunner: 'spec-by-spec',
  plugins: ['@stryker-mutator/jest-runner', new URL('spec-by-spec-runner.mjs', import.meta.url).pathname],
  jest: { configFile: 'tests/mutation/jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  // Sentences may change; which sentence comes is seen by its code. Quoted names of getters would break the copy, too.
  mutator: { excludedMutations: ['StringLiteral'] },
  // The sandbox holds the packages' sources and what Jest needs, nothing else.
  ignorePatterns: [
    '**',
    '!package.json',
    '!jest.config.ts',
    '!packages/*/package.json',
    '!packages/*/src/**',
    '!test-support/**',
    '!tests/mutation/*',
    '!tests/oldest/package.json',
  ],
  reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only'],
  // Far more than any spec needs on a busy machine; a mutant that loops is cut off by the count of its loops before.
  timeoutMS: 20_000,
  logLevel: 'warn',
  warnings: { slow: false },
  allowConsoleColors: process.stdout.isTTY,
  tsconfigFile: 'none',
};
