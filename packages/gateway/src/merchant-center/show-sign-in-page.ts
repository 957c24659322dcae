import type { ServerResponse } from 'node:http';
import type { GatewayUser } from '../gateway-options.ts';
import { answerHtml, escapeHtml } from '../html-page.ts';
import type { AuthorizeRequest } from './read-authorize-request.ts';
import { renderUserCards } from './user-cards.ts';
import { createUserProfile } from './user-profile.ts';

/** What the sign-in page shows. */
export interface SignInPage {
  authorize: AuthorizeRequest;
  users: ReadonlyMap<string, GatewayUser>;
  /** The address that somebody typed and no user has. */
  unknownEmail?: string;
}

/** Lets somebody choose a user of the gateway, with one click or through the form that test suites fill in. */
export function showSignInPage(response: ServerResponse, { authorize, users, unknownEmail }: SignInPage): void {
  const hidden = renderHiddenFields(authorize);
  const place = authorize.projectKey === undefined ? '' : ` to <strong>${escapeHtml(authorize.projectKey)}</strong>`;
  answerHtml(response, {
    title: 'Sign in · local gateway',
    status: unknownEmail === undefined ? 200 : 401,
    formTargets: [authorize.origin],
    body: `<h1>Who are you today?</h1>
<p class="quiet">You are signing in${place} through the gateway on this machine. Choose a user; nobody needs a password.</p>
${unknownEmail === undefined ? '' : renderProblem(unknownEmail, users)}
<form method="post" action="/login/authorize">${hidden}
${renderUserCards(users.values(), authorize.projectKey)}
</form>
<form class="panel" method="post" action="/login/authorize">${hidden}
<p class="quiet">For test suites that type: the e-mail address of a user, and any password.</p>
<div class="fields">
<label>E-mail address<input name="email" type="text" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${escapeHtml(unknownEmail ?? '')}"></label>
<label>Password<input name="password" type="password" autocomplete="off"></label>
<button class="button" type="submit">Sign in</button>
</div></form>`,
  });
}

/** Says why nobody can sign in with what the page sent. */
export function showSignInProblem(
  response: ServerResponse,
  problem: { status: number; message: string; hint: string },
): void {
  answerHtml(response, {
    title: 'Cannot sign in · local gateway',
    status: problem.status,
    body: `<h1>This sign-in cannot go on</h1>
<p class="error" role="alert">${escapeHtml(problem.message)}</p>
<p>${escapeHtml(problem.hint)}</p>
<p><a href="/">To the start page of the gateway</a></p>`,
  });
}

function renderHiddenFields({ origin, parameters }: AuthorizeRequest): string {
  return Object.entries({ ...parameters, origin })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
}

function renderProblem(email: string, users: ReadonlyMap<string, GatewayUser>): string {
  const known = [...users.values()].map((user) => `<code>${escapeHtml(createUserProfile(user).email)}</code>`);
  return `<p class="error" role="alert">No user has the e-mail address “${escapeHtml(email)}”. These can sign in: ${known.join(', ')}.</p>`;
}
