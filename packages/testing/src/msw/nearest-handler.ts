import type { HandlerName } from './forward-to-handler.ts';

/** The handler whose URL is the most like that of a call; between equals, one of the call's own method. */
export function nearestHandler(
  handlers: readonly HandlerName[],
  call: { method: string; url: string },
): HandlerName | undefined {
  const distances = handlers.map((handler) => {
    const otherMethod = handler.method !== 'all' && handler.method.toUpperCase() !== call.method;
    return { handler, distance: editDistance(String(handler.url), call.url) + (otherMethod ? 0.5 : 0) };
  });
  return distances.sort((one, other) => one.distance - other.distance)[0]?.handler;
}

/** Levenshtein's distance: how many characters are to be added, removed or replaced. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const next = [index + 1];
    for (let column = 0; column < other.length; column += 1) {
      const replaced = (row[column] as number) + (one[index] === other[column] ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] as number) + 1, (next[column] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}
