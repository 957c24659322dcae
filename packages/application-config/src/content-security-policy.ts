import { configError } from './errors.ts';
import { isRecord } from './is-record.ts';

/** Sources by directive. */
export type ContentSecurityPolicy = Record<string, string[]>;

/**
 * Builds the smallest policy that a page built by Vite works with: it allows the page's own files, the small images and fonts
 * that Vite writes into the code as `data:`, and the gateway. It does not allow the external API, because calls go through the gateway.
 *
 * @param options.connect origins that the page calls.
 * @param options.development allows the `<style>` elements and the worker that Vite's development server adds.
 * @param options.added `headers.csp` of the configuration file.
 * @throws ForwardToError `invalid_config` when a directive or a source is not valid in a policy.
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
    // The page of Vite's development server starts a worker from a blob, which checks whether the server is back after a restart.
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
      // Browsers ignore 'none' when it stands beside another source.
      const allowed = sources.length > 1 ? sources.filter((source) => source !== "'none'") : sources;
      return [directive, ...allowed].join(' ');
    })
    .join('; ');
}

function readAdded(added: unknown): [directive: string, sources: string[]][] {
  if (added === undefined) return [];
  if (!isRecord(added))
    throw configError(
      '"headers.csp" must be an object.',
      'List the sources of each directive, for example { "img-src": ["https://images.example.com"] }.',
    );
  return Object.entries(added).map(([directive, sources]) => {
    const field = `headers.csp["${directive}"]`;
    if (!/^[a-z]+(?:-[a-z]+)*$/.test(directive)) {
      throw configError(
        `${field} does not have the form of a directive.`,
        'Write the name of the directive in lower case, for example "img-src".',
      );
    }
    const list: unknown[] = Array.isArray(sources) ? sources : [sources];
    if (!list.every((source) => typeof source === 'string' && /^[^\s;,\p{C}]+$/u.test(source))) {
      throw configError(
        `${field} must be a list of sources.`,
        'Write each source as a string of its own, without spaces, commas or semicolons: ["https://images.example.com"].',
      );
    }
    return [directive, list as string[]];
  });
}
