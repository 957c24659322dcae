import { configError } from './errors.ts';
import { isRecord } from './is-record.ts';

/** Sources by directive. */
export type ContentSecurityPolicy = Record<string, string[]>;

/**
 * Builds the policy that a page built by Vite needs, and nothing more: its own files, small images and fonts that Vite
 * writes into the code as `data:`, and the gateway. The external API is not among them, since calls go through the gateway.
 *
 * @param options.connect origins that the page calls.
 * @param options.development allows the `<style>` elements and the worker that Vite's development server adds.
 * @param options.added `headers.csp` of the configuration file.
 * @throws ForwardToError `invalid_config` for a directive or source that no policy can hold.
 */
export function createContentSecurityPolicy(options: {
  connect: readonly string[];
  development: boolean;
  added: unknown;
}): ContentSecurityPolicy {
  const policy: ContentSecurityPolicy = {
    'default-src': ["'none'"],
    'base-uri': ["'self'"],
    'connect-src': ["'self'", ...options.connect],
    'font-src': ["'self'", 'data:'],
    'form-action': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'manifest-src': ["'self'"],
    'media-src': ["'self'", 'data:'],
    'script-src': ["'self'"],
    'style-src': ["'self'", ...(options.development ? ["'unsafe-inline'"] : [])],
    // Vite's development server asks from a worker in a blob whether it is back after a restart.
    'worker-src': ["'self'", ...(options.development ? ['blob:'] : [])],
  };
  for (const [directive, sources] of readAdded(options.added)) {
    policy[directive] = [...new Set([...(policy[directive] ?? []), ...sources])];
  }
  return policy;
}

/** Writes a policy as it stands in a header or a `<meta>` element. */
export function formatContentSecurityPolicy(policy: ContentSecurityPolicy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => {
      // 'none' beside another source counts for nothing.
      const allowed = sources.length > 1 ? sources.filter((source) => source !== "'none'") : sources;
      return [directive, ...allowed].join(' ');
    })
    .join('; ');
}

function readAdded(added: unknown): [directive: string, sources: string[]][] {
  if (added === undefined) return [];
  if (!isRecord(added))
    throw configError('headers.csp is not an object', 'Use { "img-src": ["https://images.example.com"] }.');
  return Object.entries(added).map(([directive, sources]) => {
    const field = `headers.csp["${directive}"]`;
    if (!/^[a-z]+(?:-[a-z]+)*$/.test(directive)) {
      throw configError(`${field} is not a directive`, 'Use a name such as "img-src".');
    }
    const list: unknown[] = Array.isArray(sources) ? sources : [sources];
    if (!list.every((source) => typeof source === 'string' && /^[^\s;,\p{C}]+$/u.test(source))) {
      throw configError(
        `${field} holds something that is no source`,
        'Use a list with one source each: ["https://images.example.com"].',
      );
    }
    return [directive, list as string[]];
  });
}
