// npm run mutate -- packages/<name> [part of a file name …] [--specs packages/<name>,…] [--without <part of the name of a spec>,…] [--fresh] [--concurrency 2]
// Changes the package's sources one place at a time, in a copy, and tells which changes none of its specs notices.
import { mkdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { listSources, listSpecs } from './list-files.mjs';
import { printReport } from './print-report.mjs';

const root = path.resolve(import.meta.dirname, '../..');
process.chdir(root);
// Hours of work that nobody waits for: whoever else uses the machine goes first.
setPriority(15);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    specs: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    fresh: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '1' },
  },
});
const [folder = '', ...filters] = positionals;
const sources = listSources(folder, filters);
const partsOf = (list) => list.split(',').filter(Boolean);
const specs = [folder, ...partsOf(values.specs)]
  .flatMap(listSpecs)
  .filter((spec) => !partsOf(values.without).some((part) => spec.includes(part)));
if (sources.length === 0 || specs.length === 0) {
  console.error(
    'Usage: npm run mutate -- packages/<name> [part of a file name …] [--specs packages/<name>,…] [--without <part of the name of a spec>,…] [--fresh]',
  );
  console.error(`There are ${sources.length} sources and ${specs.length} specs for "${positionals.join(' ')}".`);
  process.exit(2);
}

// Jest's configuration is read in the processes that run mutants, in the sandbox.
process.env.MUTATION_SPECS = specs.join(',');
// Property tests try as many inputs as a mutant needs to be found, not as many as a release does.
process.env.PROPERTY_RUNS ??= '50';

const texts = new Map(sources.map((file) => [path.resolve(file), readFileSync(file, 'utf8')]));
const cache = `.cache/mutation/${path.basename(folder)}`;
mkdirSync(cache, { recursive: true });

const results = await new Stryker({
  configFile: 'tests/mutation/stryker.config.mjs',
  mutate: sources,
  tempDirName: `${cache}/sandbox`,
  incremental: true,
  incrementalFile: `${cache}/incremental.json`,
  force: values.fresh,
  concurrency: Number(values.concurrency),
}).runMutationTest();

const mutated = results.filter(({ fileName }) => texts.has(path.resolve(fileName)));
printReport(mutated, { root, folder, texts });
