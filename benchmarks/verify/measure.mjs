import { performance } from 'node:perf_hooks';

/** Verifies every token, `concurrency` at once: operations per second and CPU microseconds each, threads included. */
export async function measure({ verify, prepare = (token) => token }, tokens, concurrency) {
  const inputs = tokens.map((token) => prepare(token));
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let index = 0; index < inputs.length; index += concurrency) {
    if (concurrency === 1) await verify(inputs[index]);
    else await Promise.all(inputs.slice(index, index + concurrency).map(async (input) => verify(input)));
  }
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  return { perSecond: tokens.length / seconds, cpu: (used.user + used.system) / tokens.length };
}

export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The names in another order each round, so that no one always runs on a warm or a throttled processor. */
export function rotate(list, by) {
  return list.map((_item, index) => list[(index + by) % list.length]);
}
