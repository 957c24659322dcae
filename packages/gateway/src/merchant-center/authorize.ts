import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { gatewayError, printable } from '../errors.ts';
import type { GatewayCall, GatewayRuntime } from '../gateway-call.ts';
import type { GatewayUser } from '../gateway-options.ts';
import { singleHeader } from '../header-map.ts';
import { readForm } from '../read-form.ts';
import { createCallbackUrl, readAuthorizeRequest } from './read-authorize-request.ts';
import type { AuthorizeRequest } from './read-authorize-request.ts';
import { showSignInPage, showSignInProblem } from './show-sign-in-page.ts';
import { createUserProfile } from './user-profile.ts';

/** `GET /login/authorize`: where the page of a Custom Application sends people to sign in. An only user is not asked. */
export function showAuthorize(call: GatewayCall, runtime: GatewayRuntime): void {
  explainRefusal(call, runtime, () => {
    const { users } = runtime.settings;
    const query = new URLSearchParams((call.request.url ?? '').split('?').slice(1).join('?'));
    const authorize = readAuthorizeRequest(query, readReferrerOrigin(call), runtime.settings);
    const [only, ...others] = users.values();
    // Who has just signed out would be signed in again before they see it.
    const hasSignedOut = query.get('reason') === 'user';
    if (only && others.length === 0 && !hasSignedOut) finish(only, authorize, call, runtime);
    else showSignInPage(call.response, { authorize, users });
  });
}

/** `POST /login/authorize`: somebody has chosen a user on the sign-in page, or typed an e-mail address. */
export async function signInToPage(call: GatewayCall, runtime: GatewayRuntime): Promise<void> {
  const form = await readForm(call);
  explainRefusal(call, runtime, () => {
    const { users } = runtime.settings;
    const authorize = readAuthorizeRequest(form, form.get('origin') ?? undefined, runtime.settings);
    const email = form.get('email');
    const user = email === null ? users.get(form.get('userId') ?? '') : findByEmail(email, users);
    if (user) finish(user, authorize, call, runtime);
    else
      showSignInPage(call.response, {
        authorize,
        users,
        unknownEmail: (email ?? form.get('userId') ?? '').slice(0, 200),
      });
  });
}

function finish(user: GatewayUser, authorize: AuthorizeRequest, call: GatewayCall, runtime: GatewayRuntime): void {
  const { sessions, settings, makeSessionToken } = runtime;
  const { nonce } = authorize.parameters;
  const sessionToken = sessions.start(user, (endsAt) => makeSessionToken({ nonce, endsAt }));
  settings.onEvent({ type: 'sign-in', userId: user.id });
  call.response.writeHead(303, {
    location: createCallbackUrl(authorize, sessionToken),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  call.response.end();
}

/** A person is looking: a refusal is a page, and a line on the terminal as everywhere. */
function explainRefusal(call: GatewayCall, { settings }: GatewayRuntime, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!isForwardToError(error)) throw error;
    settings.onEvent({ type: 'refusal', method: call.method, path: printable(call.path), error });
    showSignInProblem(call.response, describe(error));
  }
}

function describe({ statusCode = 400, message, hint }: ForwardToError) {
  return { status: statusCode, message, hint };
}

/** The page's origin survives the redirect of the development server in `Referer`; the path may be cut off. */
function readReferrerOrigin(call: GatewayCall): string | undefined {
  const referrer = singleHeader(call.headers, 'referer');
  if (referrer === undefined) return undefined;
  if (URL.canParse(referrer)) return new URL(referrer).origin;
  throw gatewayError('invalid_header', 'The header "Referer" is not a URL.', 'Open your application instead.');
}

function findByEmail(email: string, users: ReadonlyMap<string, GatewayUser>): GatewayUser | undefined {
  const wanted = email.trim().toLowerCase();
  return [...users.values()].find(
    (user) => createUserProfile(user).email.toLowerCase() === wanted || user.id.toLowerCase() === wanted,
  );
}
