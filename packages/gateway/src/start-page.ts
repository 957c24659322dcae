import { FORWARD_TO_PATH, JWKS_PATH, OPENID_CONFIGURATION_PATH } from '@forward-to/protocol';
import type { GatewayCall, GatewayRuntime } from './gateway-call.ts';
import type { GatewayUser } from './gateway-options.ts';
import { answerHtml, escapeHtml } from './html-page.ts';
import { renderUserCards } from './merchant-center/user-cards.ts';
import { readSessionToken } from './read-session-token.ts';

const ROUTES = [
  [
    'POST /sign-in',
    'signs a user in: <code>{ "userId": "…" }</code>, with cookies (<code>credentials: "include"</code>)',
  ],
  ['GET /session', 'says who is signed in'],
  ['POST /sign-out', 'ends the session'],
  ['GET /users', 'lists who can sign in'],
  ['GET /login/authorize', 'signs people in to the page of a Custom Application'],
  ['POST /graphql', 'answers what the application shell asks about users and Projects'],
  [FORWARD_TO_PATH, 'forwards a call of any method to the external API'],
  [`GET ${JWKS_PATH}`, 'public keys of the exchange tokens'],
  [`GET ${OPENID_CONFIGURATION_PATH}`, 'discovery document'],
] as const;

/** `GET /`: a page for people that says what the gateway does and who is signed in, and signs in with one click. */
export function showStartPage(call: GatewayCall, { settings, sessions }: GatewayRuntime): void {
  const token = readSessionToken(call.headers);
  const user = token === undefined ? undefined : sessions.find(token)?.user;
  const targets = [...settings.targets].map((target) => `<code>${escapeHtml(target)}</code>`).join(', ');
  const routes = ROUTES.map(([route, text]) => `<tr><td><code>${route}</code></td><td>${text}</td></tr>`);
  answerHtml(call.response, {
    title: 'Local gateway · forward-to',
    body: `<h1>Local gateway</h1>
<p class="quiet">It stands in for the Merchant Center API Gateway on this machine. It forwards the calls of a Custom
Application to ${targets}, each with a signed token that says who is calling.</p>
${user ? renderSession(user) : '<p class="panel">Nobody is signed in in this browser.</p>'}
<h2>${user ? 'Change user' : 'Sign in'}</h2>
<form method="post" action="/sign-in">${renderUserCards(settings.users.values())}</form>
<h2>Routes</h2>
<table>${routes.join('')}</table>`,
  });
}

function renderSession({ name, id }: GatewayUser): string {
  return `<form class="panel bar" method="post" action="/sign-out">
<span>Signed in as <strong>${escapeHtml(name)}</strong> (<code>${escapeHtml(id)}</code>)</span>
<button class="button plain">Sign out</button></form>`;
}
