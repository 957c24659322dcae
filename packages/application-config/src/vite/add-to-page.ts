import { createHash } from 'node:crypto';
import { formatContentSecurityPolicy } from '../content-security-policy.ts';
import type { ContentSecurityPolicy } from '../content-security-policy.ts';

/**
 * Puts `window.app` and the policy into a page, before every other script.
 *
 * The policy allows the scripts in the page by their hashes, so `html` must be the page exactly as it will be served.
 *
 * @param options.policy `undefined` for a page without a policy.
 */
export function addToPage(
  html: string,
  options: { app: Record<string, unknown>; policy: ContentSecurityPolicy | undefined },
): string {
  const script = `window.app = ${toScript(options.app)};`;
  const page = insertFirst(html, `<script>${script}</script>`);
  if (options.policy === undefined) return page;
  const policy = {
    ...options.policy,
    'script-src': withHashes(options.policy['script-src'] ?? [], page, 'script'),
    'style-src': withHashes(options.policy['style-src'] ?? [], page, 'style'),
  };
  const content = formatContentSecurityPolicy(policy).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return insertFirst(page, `<meta http-equiv="Content-Security-Policy" content="${content}">`);
}

/** At the start of the head, but after `<meta charset>`: browsers look for that in the first 1024 bytes only. */
function insertFirst(html: string, element: string): string {
  const place =
    /<meta\s[^>]*charset[^>]*>/i.exec(html) ??
    /<head(?:\s[^>]*)?>/i.exec(html) ??
    /<html(?:\s[^>]*)?>/i.exec(html) ??
    /<!doctype[^>]*>/i.exec(html);
  const position = place ? place.index + place[0].length : 0;
  return `${html.slice(0, position)}\n    ${element}${html.slice(position)}`;
}

/** JSON as a script: ASCII only, and nothing in it can end the element or begin a comment. */
function toScript(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Adds hashes, unless the sources have `'unsafe-inline'`, which browsers ignore as soon as there is a hash. */
function withHashes(sources: readonly string[], page: string, element: 'script' | 'style'): string[] {
  return sources.includes("'unsafe-inline'") ? [...sources] : [...sources, ...hashesOf(page, element)];
}

/** CSP Level 3 §6.7.3.3: SHA-256 of the text between the tags, after the parser made each line break a line feed. */
function hashesOf(html: string, element: 'script' | 'style'): string[] {
  const pattern = new RegExp(`<${element}(\\s[^>]*)?>([\\s\\S]*?)</${element}\\s*>`, 'gi');
  return [...html.matchAll(pattern)]
    .filter(([, attributes = '', text = '']) => !/\ssrc\s*=/i.test(attributes) && text !== '')
    .map(([, , text = '']) => {
      const hash = createHash('sha256').update(text.replaceAll(/\r\n?/g, '\n')).digest('base64');
      return `'sha256-${hash}'`;
    });
}
