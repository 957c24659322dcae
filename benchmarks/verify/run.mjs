// Compares verifiers in one run. usage: npm run bench [-- --rounds 9 --tokens 1000] (after npm install here)
import { parseArgs } from 'node:util';
import { buildPackages } from './build-packages.mjs';
import { measureExpress } from './express.mjs';
import { startIssuer } from './issuer.mjs';
import { measure, median, rotate } from './measure.mjs';

const BARS = { serial: 0.8, concurrentCpu: 1.3, expressCpu: 1.6 };
const OURS = '@forward-to/server';
const BARE = 'bare crypto.verify';
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, tokens: { type: 'string', default: '1000' } },
});
const [rounds, count] = [Number(values.rounds), Number(values.tokens)];

buildPackages();
const { createSubjects } = await import('./subjects.mjs');

process.on('warning', () => undefined);
const issuer = await startIssuer();
const subjects = createSubjects(issuer);
const results = new Map(
  subjects.map(({ name }) => [name, { serial: [], serialCpu: [], concurrent: [], concurrentCpu: [] }]),
);

for (let round = -1; round < rounds; round += 1) {
  for (const subject of rotate(subjects, Math.max(round, 0))) {
    const serial = await measure(subject, issuer.mint(count), 1);
    const concurrent = await measure(subject, issuer.mint(count), 50);
    if (round < 0) continue; // warm-up
    const result = results.get(subject.name);
    result.serial.push(serial.perSecond);
    result.serialCpu.push(serial.cpu);
    result.concurrent.push(concurrent.perSecond);
    result.concurrentCpu.push(concurrent.cpu);
  }
}

// Ratios are taken within a round and then compared: the machine's speed differs from round to round.
const ratio = (name, metric) =>
  median(results.get(name)[metric].map((value, round) => value / results.get(BARE)[metric][round]));
console.log(`Fresh tokens, ${rounds} rounds of ${count}, medians; Node ${process.version}\n`);
console.table(
  Object.fromEntries(
    [...results].map(([name, result]) => [
      name,
      {
        'one at a time, ops/s': Math.round(median(result.serial)),
        'of bare': ratio(name, 'serial').toFixed(2),
        'CPU µs': median(result.serialCpu).toFixed(0),
        '50 at once, ops/s': Math.round(median(result.concurrent)),
        'CPU µs at 50': median(result.concurrentCpu).toFixed(0),
        '× bare': ratio(name, 'concurrentCpu').toFixed(2),
      },
    ]),
  ),
);

const express = await measureExpress(issuer, { rounds, requests: count * 2 });
console.log('\nCPU µs that a middleware adds to a bare Express route, per request');
console.table(express.table);
issuer.close();

report('one at a time, of bare', ratio(OURS, 'serial'), (value) => value >= BARS.serial, `at least ${BARS.serial}`);
report(
  '50 at once, CPU × bare',
  ratio(OURS, 'concurrentCpu'),
  (value) => value <= BARS.concurrentCpu,
  `at most ${BARS.concurrentCpu}`,
);
report('Express, CPU × bare', express.ratio, (value) => value <= BARS.expressCpu, `at most ${BARS.expressCpu}`);

function report(what, value, isGood, bar) {
  const good = isGood(value);
  console.log(`${good ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(2)} (${bar})`);
  if (!good) process.exitCode = 1;
}
