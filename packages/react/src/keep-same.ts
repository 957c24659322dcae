import type { ApplicationContextValue } from './application-context-value.ts';
import { isPlain, isShallowEqual } from './is-shallow-equal.ts';

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
      : isSameData(previous[name], next[name]));
  if (names.every(isSame)) return previous;
  const merged = names.map((name) => [name, isSame(name) ? previous[name] : next[name]]);
  return Object.fromEntries(merged) as ApplicationContextValue;
}

/** Compares data as the Merchant Center's API gives it; anything else is the same only if it is the very same. */
function isSameData(left: unknown, right: unknown): boolean {
  if (isShallowEqual(left, right)) return true;
  if (!isPlain(left) || !isPlain(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSameData(left[name], right[name]))
  );
}
