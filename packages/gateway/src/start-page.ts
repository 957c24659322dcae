import { FORWARD_TO_PATH, JWKS_PATH, OPENID_CONFIGURATION_PATH } from '@forward-to/protocol';
import type { GatewayCall, GatewayRuntime } from './gateway-call.ts';

const ROUTES = [
  ['POST /sign-in', 'begins a session: <code>{ "userId": "…" }</code> as application/json'],
  ['GET /session', 'who is signed in'],
  ['POST /sign-out', 'ends the session'],
  ['GET /users', 'who can sign in'],
  [FORWARD_TO_PATH, 'forwards a call of any method to the external API'],
  [`GET ${JWKS_PATH}`, 'public keys of the exchange tokens'],
  [`GET ${OPENID_CONFIGURATION_PATH}`, 'discovery document'],
] as const;

/** `GET /`: a page for people that says what answers here. */
export function showStartPage({ response }: GatewayCall, { settings }: GatewayRuntime): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
  });
  const users = [...settings.users.values()].map(
    ({ id, name, projects }) =>
      `<tr><td><code>${escapeHtml(id)}</code></td><td>${escapeHtml(name)}</td><td>${escapeHtml(Object.keys(projects).join(', '))}</td></tr>`,
  );
  const routes = ROUTES.map(([route, text]) => `<tr><td><code>${route}</code></td><td>${text}</td></tr>`);
  response.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>forward-to gateway</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; }
  td, th { padding: 0.2rem 1rem 0.2rem 0; text-align: left; vertical-align: top; }
</style>
<h1>forward-to gateway</h1>
<p>A local stand-in for the Merchant Center API Gateway, for development on this machine. It forwards calls of a Custom
Application to ${escapeHtml([...settings.targets].join(', '))}, with a signed token that says who is calling.</p>
<h2>Users</h2>
<table><tr><th>Id<th>Name<th>Projects</tr>${users.join('')}</table>
<h2>Routes</h2>
<table>${routes.join('')}</table>
</html>
`);
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
