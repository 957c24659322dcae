// Compares verifiers in one run and decides the bars. usage: npm run bench [-- --rounds 60 --tokens 200]; see ../README.md
import { parseArgs } from 'node:util';
import { buildPackages } from './build-packages.mjs';
import { measureExpress } from './express.mjs';
import { startIssuer } from './issuer.mjs';
import { measure, quantile, rotate, spread, undisturbed } from './measure.mjs';

const BARS = { serial: 0.8, concurrent: 1.3, express: 1.6 };
const OURS = '@forward-to/server';
const BARE = 'bare crypto.verify';
const WARM_UP = 5;
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '60' }, tokens: { type: 'string', default: '200' } },
});
const [rounds, count] = [Number(values.rounds), Number(values.tokens)];

buildPackages();
const { createSubjects } = await import('./subjects.mjs');

process.on('warning', () => undefined);
const issuer = await startIssuer();
const subjects = createSubjects(issuer);
const results = new Map(subjects.map(({ name }) => [name, { serial: [], perSecond: [], concurrent: [] }]));

// Many short rounds, and every verifier in each: what slows the machine down for a second slows all of them.
for (let round = -WARM_UP; round < rounds; round += 1) {
  // The same tokens for all: none of them keeps results, and signing takes longer than everything else here.
  const [alone, together] = [issuer.mint(count), issuer.mint(count)];
  for (const subject of rotate(subjects, Math.max(round, 0))) {
    const serial = await measure(subject, alone, 1);
    const concurrent = await measure(subject, together, 50);
    if (round < 0) continue;
    const result = results.get(subject.name);
    result.serial.push(serial.cpu);
    result.perSecond.push(serial.perSecond);
    result.concurrent.push(concurrent.cpu);
  }
}

const costOf = (name, metric) => undisturbed(results.get(name)[metric]);
const spreadOf = (name, metric) => `${spread(results.get(name)[metric]).toFixed(0)} %`;
console.log(`Fresh tokens, ${rounds} rounds of ${count}; CPU µs of the lower quartile; Node ${process.version}\n`);
console.table(
  Object.fromEntries(
    [...results].map(([name, { perSecond }]) => [
      name,
      {
        'one at a time, µs': costOf(name, 'serial').toFixed(1),
        spread: spreadOf(name, 'serial'),
        'of bare': (costOf(BARE, 'serial') / costOf(name, 'serial')).toFixed(2),
        '50 at once, µs': costOf(name, 'concurrent').toFixed(1),
        'spread at 50': spreadOf(name, 'concurrent'),
        '× bare': (costOf(name, 'concurrent') / costOf(BARE, 'concurrent')).toFixed(2),
        // By the clock on the wall, which other processes share: for orientation only.
        'ops/s': Math.round(quantile(perSecond, 0.75)),
      },
    ]),
  ),
);

const express = await measureExpress(issuer, { rounds: Math.ceil(rounds / 3), requests: count * 2 });
console.log('\nCPU µs for each request of an Express server, and what a middleware adds to the bare route');
console.table(express.table);
issuer.close();

const serial = ratios('serial').map((ratio) => 1 / ratio);
const concurrent = ratios('concurrent');
report('one at a time, of bare', costOf(BARE, 'serial') / costOf(OURS, 'serial'), serial, { atLeast: BARS.serial });
report('50 at once, CPU × bare', costOf(OURS, 'concurrent') / costOf(BARE, 'concurrent'), concurrent, {
  atMost: BARS.concurrent,
});
report('Express, CPU × bare', express.ratio, express.ratios, { atMost: BARS.express });

/** What our verifier costs, over what the bare call costs in the same round. */
function ratios(metric) {
  const bare = results.get(BARE)[metric];
  return results.get(OURS)[metric].map((value, round) => value / bare[round]);
}

/**
 * Decides by the lower quartiles. Where the bar lies between the quartiles of the single rounds, chance alone could have decided
 * otherwise, and the line says so.
 */
function report(what, value, byRound, { atLeast, atMost }) {
  const bar = atLeast ?? atMost;
  const isGood = atLeast === undefined ? value <= atMost : value >= atLeast;
  const [low, high] = [quantile(byRound, 0.25), quantile(byRound, 0.75)];
  const isSure = bar < low || bar > high;
  const rule = `${atLeast === undefined ? 'at most' : 'at least'} ${bar}`;
  const rounds = `single rounds ${low.toFixed(2)} to ${high.toFixed(2)}${isSure ? '' : ': run it again on a quieter machine'}`;
  console.log(`${isGood ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(2)} (${rule}; ${rounds})`);
  if (!isGood) process.exitCode = 1;
}
