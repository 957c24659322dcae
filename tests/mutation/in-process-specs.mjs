// Specs for Node, in the process of the test runner: loaded once, run once for each mutant, which is switched on while they run.
import path from 'node:path';
import { createSpecLoader } from './spec-loader.mjs';
import { createTestRunner } from './run-tests.mjs';

const LOADING = 'while loading ';
const AROUND = 'around the tests of ';

/** @param specs paths from the sandbox, which is the working directory. */
export function createInProcessSpecs(specs) {
  const sandbox = process.cwd();
  const stryker = (globalThis.__stryker__ ??= {});
  const loaded = new Map();
  let loader;
  let runTests;
  let around;

  const init = () => {
    globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = 8_000;
    loader = createSpecLoader(sandbox);
    runTests = createTestRunner(loader.circus, (id) => (stryker.currentTestId = id ?? around));
  };
  const stateOf = (spec) => {
    if (!loaded.has(spec)) loaded.set(spec, loader.load(spec));
    return loaded.get(spec);
  };

  /** Runs everything; what a mutant's code is reached by is found on the way. */
  const dryRun = async () => {
    const coverage = (stryker.mutantCoverage = { static: {}, perTest: {} });
    const tests = [];
    const durations = {};
    // Specs that need what Jest builds around them.
    const unfit = [];
    for (const spec of specs) {
      const begin = process.cpuUsage();
      stryker.currentTestId = LOADING + spec;
      const state = stateOf(spec);
      stryker.currentTestId = around = AROUND + spec;
      const { ran, failure } = await runTests(spec, state);
      if (failure) {
        unfit.push(spec);
        continue;
      }
      const { user, system } = process.cpuUsage(begin);
      durations[spec] = user + system;
      for (const { id, duration } of ran) tests.push({ id, spec, duration });
    }
    stryker.currentTestId = around = undefined;
    return {
      tests,
      durations,
      unfit,
      ...splitCoverage(
        coverage,
        tests,
        specs.filter((spec) => !unfit.includes(spec)),
      ),
    };
  };

  /** @param wanted IDs of tests; without them, the spec is loaded anew with the mutant on, and all of it runs. */
  const runMutant = async (spec, { activeMutant, hitLimit }, wanted) => {
    const current = wanted && stateOf(spec);
    Object.assign(stryker, {
      activeMutant: activeMutant.id,
      hitLimit,
      hitCount: hitLimit === undefined ? undefined : 0,
    });
    try {
      const { ran, failure } = await runTests(spec, current ?? loader.load(spec), wanted && new Set(wanted));
      if (stryker.hitCount > stryker.hitLimit) return { status: 'timeout' };
      if (failure) return { status: 'killed', killedBy: [failure.name], failureMessage: failure.message, tests: ran };
      return { status: 'survived', tests: ran };
    } catch (error) {
      // The spec couldn't even be loaded.
      return { status: 'killed', killedBy: [], failureMessage: String(error), tests: [] };
    } finally {
      Object.assign(stryker, { activeMutant: undefined, hitLimit: undefined, hitCount: undefined });
    }
  };

  /** Tells whether tests pass without a mutant; if not, an earlier one left something behind, and all is loaded anew. */
  const isSound = async (spec, ids) => {
    const { failure } = await runTests(spec, stateOf(spec), new Set(ids));
    if (failure) loaded.clear();
    return failure === undefined;
  };

  return {
    init,
    dryRun,
    runMutant,
    isSound,
    fileOf: (spec) => path.join(sandbox, spec),
  };
}

/** Hooks around tests count for each test of their spec; what is reached while loading is listed by spec. */
function splitCoverage({ perTest }, tests, specs) {
  const covered = {};
  const loading = {};
  const fixed = {};
  for (const spec of specs) {
    loading[spec] = Object.keys(perTest[LOADING + spec] ?? {});
    for (const mutant of loading[spec]) fixed[mutant] = 1;
  }
  for (const { id, spec } of tests) covered[id] = { ...perTest[AROUND + spec], ...perTest[id] };
  return { mutantCoverage: { static: fixed, perTest: covered }, loading };
}
