import type { ServerResponse } from 'node:http';

/** A page of the gateway for people. */
export interface HtmlPage {
  title: string;
  /** Markup; whoever writes it escapes what is not its own with {@link escapeHtml}. */
  body: string;
  status?: number;
  /** Origins, beside the gateway's own, to which a form of the page may lead. */
  formTargets?: readonly string[];
}

/**
 * Sends a page that runs no script, loads nothing, stays out of frames and caches, and passes its address to nobody but
 * the gateway itself.
 */
export function answerHtml(response: ServerResponse, { title, body, status = 200, formTargets = [] }: HtmlPage): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      `form-action ${["'self'", ...formTargets].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    // With "no-referrer" the browser would send "Origin: null" with a form, which the gateway rejects.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`);
}

/** Makes text safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f3f5fa, #12151c); --card: light-dark(#fff, #1c212b); --text: light-dark(#1a2233, #e8ecf4);
  --quiet: light-dark(#56617a, #a3aec4); --line: light-dark(#d5dbe8, #343c4c); --accent: light-dark(#4a3fd6, #a9a2ff);
  --on-accent: light-dark(#fff, #14112e); --chip: light-dark(#e9ecf6, #2a3140);
  --bad: light-dark(#a5181b, #ff9d97); --bad-page: light-dark(#fdecec, #3a1d1f);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 4rem) 1rem 3rem; }
h1 { margin: 0 0 0.25rem; font-size: 1.75rem; line-height: 1.2; text-wrap: balance; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.125rem; }
p { margin: 0.25rem 0 0; }
.quiet, small { color: var(--quiet); }
small { font-size: 0.875rem; }
code { font: 0.875em ui-monospace, monospace; overflow-wrap: anywhere; }
a { color: var(--accent); }
.users { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
.users li { display: grid; }
.user { display: flex; flex-direction: column; justify-content: flex-start; width: 100%; padding: 1.25rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); color: inherit; font: inherit; text-align: start; cursor: pointer; transition: border-color 0.15s, transform 0.15s; }
.user:hover { border-color: var(--accent); transform: translateY(-2px); }
.who { display: flex; gap: 0.75rem; align-items: center; }
.initials { flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: 50%; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.name { display: block; font-size: 1.0625rem; font-weight: 600; line-height: 1.3; }
.mail { display: block; color: var(--quiet); font-size: 0.875rem; overflow-wrap: anywhere; }
.may { display: block; margin-top: 1rem; font-size: 0.875rem; color: var(--quiet); }
.chips { display: flex; flex-wrap: wrap; gap: 0.375rem; margin-top: 0.375rem; }
.chip { padding: 0.125rem 0.5rem; border-radius: 0.375rem; background: var(--chip); color: var(--text); font: 0.8125rem ui-monospace, monospace; overflow-wrap: anywhere; }
.go { margin-top: auto; padding-top: 1rem; color: var(--accent); font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.panel { margin-top: 1.5rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 0.75rem; align-items: end; margin-top: 0.75rem; }
label { display: block; font-size: 0.875rem; font-weight: 600; }
input { display: block; width: 100%; min-height: 2.75rem; margin-top: 0.25rem; padding: 0 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--page); color: inherit; font: inherit; }
.button { min-height: 2.75rem; padding: 0 1.25rem; border: 1px solid var(--accent); border-radius: 0.5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
.plain { background: transparent; color: var(--accent); }
.error { margin-top: 1.5rem; padding: 0.75rem 1rem; border-radius: 0.5rem; background: var(--bad-page); color: var(--bad); }
.bar { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; justify-content: space-between; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
td { padding: 0.5rem 1rem 0.5rem 0; border-top: 1px solid var(--line); vertical-align: top; }
@media (prefers-reduced-motion: reduce) { .user { transition: none; } .user:hover { transform: none; } }
`;
