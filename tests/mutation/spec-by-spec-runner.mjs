// Stryker's Jest runner, one spec file at a time: only those with a test that reaches the mutant, the quickest first, until one finds it.
// Loading a spec and what it imports takes most of the time of a mutant; Jest would load every spec of the package for each.
import { readFileSync, writeFileSync } from 'node:fs';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

/** Written by the first run of all tests, in the sandbox; the mutants are run by other processes. */
const TESTS_FILE = 'tests-by-spec.json';

const [{ factory: createJestRunner }] = jestPlugins;

function createRunner(injector) {
  const jest = injector.injectFunction(createJestRunner);
  let specs;

  const runSpec = (file, options) => {
    jest.jestConfig = { ...jest.jestConfig, testMatch: [file] };
    return jest.mutantRun(options);
  };

  return {
    capabilities: () => jest.capabilities(),
    init: () => jest.init(),
    dryRun: async (options) => {
      const result = await jest.dryRun(options);
      if (result.tests) writeFileSync(TESTS_FILE, JSON.stringify(testsBySpec(result.tests)));
      return result;
    },
    mutantRun: async (options) => {
      specs ??= JSON.parse(readFileSync(TESTS_FILE, 'utf8'));
      let tests = 0;
      for (const [file, ids] of specs) {
        const testFilter = options.testFilter?.filter((id) => ids.includes(id));
        if (testFilter?.length === 0) continue;
        const result = await runSpec(file, { ...options, testFilter });
        if (result.status !== 'survived') return result;
        tests += result.nrOfTests;
      }
      return { status: 'survived', nrOfTests: tests };
    },
  };
}
createRunner.inject = tokens(commonTokens.injector);

/** Names of tests by spec file, the quickest file first. */
function testsBySpec(tests) {
  const specs = new Map();
  for (const { fileName, id, timeSpentMs } of tests) {
    const { ids = [], duration = 0 } = specs.get(fileName) ?? {};
    specs.set(fileName, { ids: [...ids, id], duration: duration + timeSpentMs });
  }
  return [...specs].sort(([, a], [, b]) => a.duration - b.duration).map(([file, { ids }]) => [file, ids]);
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'spec-by-spec', createRunner)];
