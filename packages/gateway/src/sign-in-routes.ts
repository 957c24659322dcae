import { ACCESS_TOKEN_COOKIE } from '@forward-to/protocol';
import { answerJson } from './answer.ts';
import { gatewayError, printable } from './errors.ts';
import { requireSession } from './forward-to.ts';
import type { GatewayCall, GatewayRuntime } from './gateway-call.ts';
import type { GatewayUser } from './gateway-options.ts';
import { isForm, readForm } from './read-form.ts';
import { readJsonBody } from './read-json-body.ts';
import { readSessionToken } from './read-session-token.ts';

/**
 * `POST /sign-in`: begins a session of a user, by cookie and by token. There is no password: users are made up.
 *
 * A form of the gateway's own start page is answered with that page.
 */
export async function signIn(call: GatewayCall, runtime: GatewayRuntime): Promise<void> {
  const fromForm = isForm(call);
  const userId = fromForm ? ((await readForm(call)).get('userId') ?? undefined) : (await readJsonBody(call)).userId;
  const user = findUser(userId, runtime.settings.users);
  const sessionToken = runtime.sessions.start(user);
  runtime.settings.onEvent({ type: 'sign-in', userId: user.id });
  call.response.setHeader('set-cookie', sessionCookie(sessionToken, runtime.settings.sessionLifetime));
  if (fromForm) showStartPageNext(call);
  else answerJson(call.response, 200, { sessionToken, ...describeSession(user) });
}

/** `GET /session`: who is signed in. */
export function readSession(call: GatewayCall, runtime: GatewayRuntime): void {
  answerJson(call.response, 200, describeSession(requireSession(call, runtime).user));
}

/** `POST /sign-out`: ends the session, if there is one. */
export async function signOut(call: GatewayCall, runtime: GatewayRuntime): Promise<void> {
  const fromForm = isForm(call);
  if (fromForm) await readForm(call);
  else await readJsonBody(call);
  const token = readSessionToken(call.headers);
  const session = token === undefined ? undefined : runtime.sessions.find(token);
  if (token !== undefined) runtime.sessions.end(token);
  if (session) runtime.settings.onEvent({ type: 'sign-out', userId: session.user.id });
  call.response.setHeader('set-cookie', sessionCookie('', 0));
  if (fromForm) showStartPageNext(call);
  else call.response.writeHead(204).end();
}

function showStartPageNext({ response }: GatewayCall): void {
  response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end();
}

/** `GET /users`: who can sign in. */
export function listUsers(call: GatewayCall, runtime: GatewayRuntime): void {
  answerJson(call.response, 200, { users: [...runtime.settings.users.values()] });
}

function findUser(userId: unknown, users: ReadonlyMap<string, GatewayUser>): GatewayUser {
  const [first, ...others] = users.values();
  const named = typeof userId === 'string' ? users.get(userId) : undefined;
  const user = userId === undefined && others.length === 0 ? first : named;
  if (user) return user;
  const known = [...users.keys()];
  throw gatewayError(
    'unauthenticated',
    userId === undefined ? 'Several users can sign in, and none was named' : 'There is no such user',
    `Send { "userId": "…" } with one of: ${known.join(', ')}.`,
    { expected: known, ...(typeof userId === 'string' && { actual: printable(userId) }) },
  );
}

function describeSession({ id, name, email, projects }: GatewayUser) {
  return {
    user: { id, name, ...(email !== undefined && { email }) },
    projects: Object.entries(projects).map(([key, { permissions }]) => ({ key, permissions })),
  };
}

function sessionCookie(value: string, lifetime: number): string {
  return `${ACCESS_TOKEN_COOKIE}=${value}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${Math.floor(lifetime / 1000)}`;
}
