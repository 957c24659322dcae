import type { ApplicationContextValue } from './application-context-value.ts';

/**
 * Takes over, part by part, what has not changed, so that equal data is the same object for whoever compares by identity.
 *
 * Gives `previous` itself when nothing has changed.
 */
export function keepSame(previous: ApplicationContextValue, next: ApplicationContextValue): ApplicationContextValue {
  const names = Object.keys(next) as (keyof ApplicationContextValue)[];
  const isSame = (name: keyof ApplicationContextValue) =>
    Object.is(previous[name], next[name]) ||
    // Of the mapped parts, which are JSON; the environment is the caller's own object.
    (name !== 'environment' && JSON.stringify(previous[name]) === JSON.stringify(next[name]));
  if (names.every(isSame)) return previous;
  const merged = names.map((name) => [name, isSame(name) ? previous[name] : next[name]]);
  return Object.fromEntries(merged) as ApplicationContextValue;
}
