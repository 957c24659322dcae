import { clientError } from '@forward-to/protocol';
import { warnOnce } from './environment.ts';

// What Fastify's `register` hands over to a plugin among its options.
const OF_FASTIFY = ['prefix', 'logLevel', 'logSerializers'];

/**
 * Finds options that the verifier doesn't have: a misspelt one would otherwise protect nothing, in silence.
 *
 * A name that is no spelling of a known one comes from somewhere else, as before a migration: it is ignored with a warning.
 *
 * @param names that the verifier has.
 * @throws ForwardToError `invalid_config` for a misspelt name.
 */
export function checkOptionNames(options: object, names: readonly string[]): void {
  const given = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const unknown = given.filter((name) => !names.includes(name) && !OF_FASTIFY.includes(name));
  for (const name of unknown) {
    const meant = names.find((known) => isMisspelt(name, known));
    if (meant === undefined) continue;
    throw clientError('invalid_config', `The verifier has no option "${name}".`, `Did you mean "${meant}"?`);
  }
  if (unknown.length > 0) {
    const ignored = unknown.join(', ');
    warnOnce('FORWARD_TO_IGNORED_OPTION', `The verifier ignores options that it does not have: ${ignored}.`, ignored);
  }
}

/** Up to one wrong, missing or additional letter in four, upper and lower case aside. */
function isMisspelt(name: string, known: string): boolean {
  const limit = Math.floor(known.length / 4);
  if (Math.abs(name.length - known.length) > limit) return false;
  return distance(name.toLowerCase(), known.toLowerCase()) <= limit;
}

/** Levenshtein distance, row by row. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_value, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [column, wanted] of Array.from(other).entries()) {
      const replaced = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
