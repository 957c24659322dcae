/**
 * Shows a value that was given by mistake, in an error's message: text in quotes and cut, an object by its type only.
 *
 * @example showValue(2) // '2'
 */
export function showValue(value: unknown): string {
  // JSON shows control characters as escapes. Objects are not converted: that may run code of theirs.
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  return Object(value) === value ? typeof value : String(value);
}
