/** Parses a URL as `fetch` does; `undefined` for what is none. `URL.parse` is younger than the oldest browsers of this kit. */
export function urlOf(value: unknown, base?: string): URL | undefined {
  try {
    return new URL(value as string, base);
  } catch {
    return undefined;
  }
}
