import { performance } from 'node:perf_hooks';

/** Verifies every token, `concurrency` at once; gives CPU microseconds for each, threads included, and operations per second. */
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

/** The value below which a share of the values lie, the values between two of them included. */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return low + (high - low) * (position - Math.floor(position));
}

/**
 * What a measure costs when nothing disturbs it: the lower quartile. Other processes, the collector and a processor that slows
 * down only ever add time, so that half of the rounds, or more on a busy machine, say more about the machine than about the code.
 */
export function undisturbed(values) {
  return quantile(values, 0.25);
}

/** How far the middle half of the values lie apart, in per cent of their median. */
export function spread(values) {
  return ((quantile(values, 0.75) - quantile(values, 0.25)) / quantile(values, 0.5)) * 100;
}

/** The names in another order each round, so that no one always runs on a warm or a slowed processor. */
export function rotate(list, by) {
  return list.map((_item, index) => list[(index + by) % list.length]);
}
