import path from 'node:path';

const DETECTED = ['Killed', 'Timeout'];
const UNDETECTED = { Survived: 'survived', NoCoverage: 'no test reaches it' };

/**
 * Prints every mutant that was not detected, as a change of its line, then the counts of each file and of all.
 *
 * @param options.texts the sources by path, as they were when the run began.
 */
export function printReport(results, { root, folder, texts }) {
  const byFile = new Map();
  for (const mutant of results) {
    const name = path.relative(path.join(root, folder, 'src'), mutant.fileName);
    byFile.set(name, [...(byFile.get(name) ?? []), mutant]);
  }
  const rows = [...byFile].sort(([a], [b]) => a.localeCompare(b));
  for (const [name, mutants] of rows) printSurvivors(name, mutants, texts);
  const width = Math.max(...rows.map(([name]) => name.length), 5);
  console.log(`\n${'file'.padEnd(width)}  mutants  killed  survived  no coverage    score`);
  for (const [name, mutants] of [...rows, ['total', results]]) printCounts(name.padEnd(width), mutants);
}

function printSurvivors(name, mutants, texts) {
  const alive = mutants.filter(({ status }) => status in UNDETECTED);
  if (alive.length === 0) return;
  const lines = texts.get(mutants[0].fileName).split('\n');
  console.log(`\n${name}`);
  for (const { location, mutatorName, replacement, status } of alive) {
    const { start, end } = location;
    // Lines and columns count from 1.
    const first = lines[start.line - 1];
    const last = lines[end.line - 1]?.slice(0, end.column - 1);
    const original =
      start.line === end.line ? last.slice(start.column - 1) : `${first.slice(start.column - 1)} … ${last.trim()}`;
    console.log(`  ${start.line}:${start.column}  ${mutatorName}, ${UNDETECTED[status]}`);
    console.log(`    - ${original}\n    + ${(replacement ?? '').replace(/\s+/g, ' ')}`);
  }
}

function printCounts(name, mutants) {
  const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
  const detected = count(...DETECTED);
  const survived = count('Survived');
  const unreached = count('NoCoverage');
  const all = detected + survived + unreached;
  const score = all === 0 ? '-' : `${((100 * detected) / all).toFixed(1)} %`;
  const cells = [String(all).padStart(7), String(detected).padStart(6), String(survived).padStart(8)];
  console.log(`${name}  ${cells.join('  ')}  ${String(unreached).padStart(11)}  ${score.padStart(7)}`);
}
