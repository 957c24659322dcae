import type { ApplicationContextValue } from './application-context-value.ts';
import { isShallowEqual } from './is-shallow-equal.ts';

/**
 * Takes over, part by part, what has not changed, so that equal data is the same object for whoever compares by identity.
 *
 * Gives `previous` itself when nothing has changed.
 */
export function keepSame(previous: ApplicationContextValue, next: ApplicationContextValue): ApplicationContextValue {
  const names = Object.keys(next) as (keyof ApplicationContextValue)[];
  const isSame = (name: keyof ApplicationContextValue) =>
    Object.is(previous[name], next[name]) ||
    (name === 'environment'
      ? isShallowEqual(previous[name], next[name]) // The caller's own object, of whatever they put there.
      : JSON.stringify(previous[name]) === JSON.stringify(next[name])); // The mapped parts are JSON.
  if (names.every(isSame)) return previous;
  const merged = names.map((name) => [name, isSame(name) ? previous[name] : next[name]]);
  return Object.fromEntries(merged) as ApplicationContextValue;
}
