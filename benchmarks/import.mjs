// npm run bench:import: how long Node takes to load each built package, as ES module and as CommonJS.
//
// Each import runs in a process of its own, since Node keeps what it has loaded. Beside them, in the same round: Node's own
// "node:http" for scale. The median of the rounds counts; the bar is 10 ms (peers of a package, such as React, included).
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { packagesInOrder } from '../scripts/packages.mjs';

const ROUNDS = 9;
const code = {
  import: (name) =>
    `const start = performance.now(); await import(${JSON.stringify(name)}); console.log(performance.now() - start);`,
  require: (name) =>
    `const start = performance.now(); require(${JSON.stringify(name)}); console.log(performance.now() - start);`,
};

const entries = packagesInOrder().flatMap(({ folder, manifest }) => {
  if (!existsSync(`${folder}/dist`)) throw new Error(`${folder} is not built: run "npm run build" first`);
  return Object.keys(manifest.exports)
    .filter((key) => !key.endsWith('.json'))
    .map((key) => manifest.name + key.slice(1));
});
const subjects = ['node:http', ...entries].flatMap((name) =>
  Object.keys(code).map((kind) => ({ name, kind, times: [] })),
);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { name, kind, times } of subjects) {
    const flags = kind === 'import' ? ['--input-type=module'] : [];
    times.push(Number(execFileSync(process.execPath, [...flags, '-e', code[kind](name)], { encoding: 'utf8' })));
  }
}
for (const { name, kind, times } of subjects) {
  const median = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];
  console.log(`${median.toFixed(1).padStart(6)} ms  ${kind.padEnd(8)} ${name}`);
}
