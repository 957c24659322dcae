// A test runner for Stryker that makes a mutant cheap: specs for Node stay loaded in this process, and only those with a test that
// reaches the mutant run, the likeliest to find it first, until one does. Specs for jsdom run in Jest, a file at a time.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';
import { createInProcessSpecs } from './in-process-specs.mjs';

/** Written by the first run of all tests, in the sandbox; the mutants are run by another process. */
const FACTS_FILE = 'mutation-facts.json';

function createRunner(injector) {
  const all = process.env.MUTATION_SPECS.split(',');
  const isForDom = (spec) => /\.dom\.spec\.tsx?$/.test(spec);
  const nodeSpecs = createInProcessSpecs(all.filter((spec) => !isForDom(spec)));
  const jest = injector.injectFunction(jestPlugins[0].factory);
  const found = new Map();
  let facts;

  const dryRun = async (options) => {
    const { tests, durations, unfit, loading, mutantCoverage } = await nodeSpecs.dryRun();
    const inJest = [...all.filter(isForDom), ...unfit];
    const results = tests.map(({ id, spec, duration }) => ({
      id,
      name: id,
      status: 'success',
      timeSpentMs: duration ?? 0,
      fileName: nodeSpecs.fileOf(spec),
    }));
    if (inJest.length > 0) {
      useInJest(inJest);
      const result = await jest.dryRun({ ...options, files: undefined });
      if (result.status !== 'complete') return result;
      for (const test of result.tests) {
        const spec = path.relative(process.cwd(), test.fileName);
        tests.push({ id: test.id, spec });
        // Jest takes about a second for each file, whatever is in it.
        durations[spec] = (durations[spec] ?? 1_000_000) + test.timeSpentMs * 1000;
        results.push(test);
      }
      for (const mutant of Object.keys(result.mutantCoverage.static)) {
        mutantCoverage.static[mutant] = 1;
        for (const spec of inJest) (loading[spec] ??= []).push(mutant);
      }
      Object.assign(mutantCoverage.perTest, result.mutantCoverage.perTest);
    }
    const reaching = Object.entries(loading);
    writeFileSync(FACTS_FILE, JSON.stringify({ tests, durations, reaching, inJest, perTest: mutantCoverage.perTest }));
    return { status: 'complete', tests: results, mutantCoverage };
  };

  /** Specs to run for a mutant, with the tests that reach it; without tests for one that acts while a spec is loaded. */
  const plan = ({ activeMutant, testFilter }) => {
    const wanted = new Map();
    const ids = testFilter ?? facts.tests.filter(({ id }) => facts.perTest[id]?.[activeMutant.id]).map(({ id }) => id);
    for (const id of ids) wanted.set(facts.specOf.get(id), [...(wanted.get(facts.specOf.get(id)) ?? []), id]);
    if (!testFilter) {
      for (const [spec, mutants] of facts.reaching) if (mutants.includes(activeMutant.id)) wanted.set(spec, undefined);
    }
    const price = ([spec]) => {
      const { runs = 0, finds = 0 } = found.get(spec) ?? {};
      return (facts.durations[spec] * (runs + 2)) / (finds + 1);
    };
    return [...wanted].sort((a, b) => price(a) - price(b));
  };

  const useInJest = (specs) => {
    jest.jestConfig = { ...jest.jestConfig, testMatch: specs.map((spec) => path.join(process.cwd(), spec)) };
  };

  const runInJest = (spec, options, wanted) => {
    useInJest([spec]);
    return jest.mutantRun({ ...options, testFilter: wanted });
  };

  const runOne = async (spec, options, wanted) => {
    if (facts.inJest.includes(spec)) return runInJest(spec, options, wanted);
    const result = await nodeSpecs.runMutant(spec, options, wanted);
    const [culprit] = result.killedBy ?? [];
    if (!wanted || !culprit || (await nodeSpecs.isSound(spec, [culprit]))) return result;
    // Either an earlier mutant left something behind, or these tests pass only together with the others.
    const ids = (await nodeSpecs.isSound(spec, wanted))
      ? wanted
      : facts.tests.filter((test) => test.spec === spec).map(({ id }) => id);
    return nodeSpecs.runMutant(spec, options, ids);
  };

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    init: async () => {
      nodeSpecs.init();
      await jest.init();
    },
    dryRun,
    mutantRun: async (options) => {
      facts ??= readFacts();
      let tests = 0;
      for (const [spec, wanted] of plan(options)) {
        const result = await runOne(spec, options, wanted);
        const { runs = 0, finds = 0 } = found.get(spec) ?? {};
        const isFound = result.status !== 'survived';
        found.set(spec, { runs: runs + 1, finds: finds + (isFound ? 1 : 0) });
        tests += result.nrOfTests ?? result.tests?.length ?? 0;
        if (isFound) return toResult(result, tests);
      }
      return { status: 'survived', nrOfTests: tests };
    },
  };
}
createRunner.inject = tokens(commonTokens.injector);

function toResult({ status, killedBy, failureMessage, reason, errorMessage }, nrOfTests) {
  if (status === 'killed') return { status, killedBy, failureMessage, nrOfTests };
  return { status, reason, errorMessage };
}

function readFacts() {
  const facts = JSON.parse(readFileSync(FACTS_FILE, 'utf8'));
  return { ...facts, specOf: new Map(facts.tests.map(({ id, spec }) => [id, spec])) };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'spec-by-spec', createRunner)];
