import { randomBytes } from 'node:crypto';

/** Cookies of the upstream, kept for browsers that know only an id of the local gateway. */
export interface UpstreamCookies {
  /** The value of the `Cookie` header for the upstream; `undefined` when the id is unknown or has no cookies. */
  headerFor(id: string | undefined): string | undefined;
  /**
   * Keeps what the upstream sets.
   *
   * @returns the id under which the cookies are kept, a new one when `id` is unknown.
   */
  keep(id: string | undefined, setCookieLines: readonly string[]): string;
}

const MAX_BROWSERS = 1000;
const MAX_COOKIES = 50;

/** Keeps cookies in memory; they are gone when the gateway stops. The oldest go first when there are too many. */
export function createUpstreamCookies(now: () => number): UpstreamCookies {
  const jars = new Map<string, Map<string, string>>();
  return {
    headerFor: (id) => {
      const jar = id === undefined ? undefined : jars.get(id);
      if (jar === undefined || jar.size === 0) return undefined;
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    keep: (known, lines) => {
      const id = known !== undefined && jars.has(known) ? known : randomBytes(32).toString('base64url');
      const jar = jars.get(id) ?? new Map<string, string>();
      jars.delete(id);
      jars.set(id, jar);
      for (const line of lines) keepOne(jar, line, now());
      trim(jars, MAX_BROWSERS);
      trim(jar, MAX_COOKIES);
      return id;
    },
  };
}

function keepOne(jar: Map<string, string>, line: string, time: number): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const [, name, value] = /^([^=\s]+)=([\x20-\x7e]*)$/.exec(pair) ?? [];
  if (name === undefined || value === undefined) return;
  jar.delete(name);
  if (!hasEnded(attributes, time)) jar.set(name, value);
}

function hasEnded(attributes: readonly string[], time: number): boolean {
  const valueOf = (name: string) =>
    attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const maxAge = valueOf('max-age');
  // RFC 6265 §5.3: Max-Age wins over Expires.
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  return Date.parse(valueOf('expires') ?? '') <= time;
}

function trim(map: Map<string, unknown>, size: number): void {
  for (const key of map.keys()) {
    if (map.size <= size) return;
    map.delete(key);
  }
}
