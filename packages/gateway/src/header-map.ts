import type { HeaderMap } from '@forward-to/protocol/gateway';

export { hopByHopNames, singleHeader } from '@forward-to/protocol/gateway';
export type { HeaderMap } from '@forward-to/protocol/gateway';

/**
 * Groups the lines of a message by name.
 *
 * Node's own `headers` joins or drops repeated lines, so that a doubled `Authorization` would go unseen; and its
 * `headersDistinct` fails on a header named `__proto__`.
 */
export function readHeaderMap(rawHeaders: readonly string[]): HeaderMap {
  const map = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = rawHeaders[index + 1] as string;
    const values = map.get(name);
    if (values) values.push(value);
    else map.set(name, [value]);
  }
  return map;
}
