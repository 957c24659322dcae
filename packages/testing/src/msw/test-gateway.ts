import { createWebTokenIssuer } from '@forward-to/protocol/issuer';
import type { PublicKey, WebTokenIssuer } from '@forward-to/protocol/issuer';

/** Who is signed in. */
export interface TestUser {
  /** @default 'my-user' */
  userId?: string | undefined;
  /** What the user may do in every Project. @default [] */
  permissions?: readonly string[] | undefined;
}

/** What the verifier of the external API would make of the call. */
export interface TestSession {
  userId: string;
  projectKey: string;
  /** Absent when the call did not ask for them. */
  userPermissions?: string[];
}

interface Gateway {
  user: { userId: string; permissions: readonly string[] };
  issuer: Promise<WebTokenIssuer> | undefined;
}

// The gateway that the handlers of a test file stand for: one user is signed in, as in a page.
const gateway: Gateway = { user: { userId: 'my-user', permissions: [] }, issuer: undefined };

const ISSUER = 'https://mc-api.example.com';

/** Signs a user in; called without a user, it goes back to the default. */
export function signIn({ userId = 'my-user', permissions = [] }: TestUser = {}): void {
  gateway.user = { userId, permissions: [...permissions] };
}

/** The session of a call, and the exchange token that tells it to the external API. */
export async function openSession(call: {
  projectKey: string;
  audience: string;
  wantsPermissions: boolean;
}): Promise<{ session: TestSession; token: string }> {
  const { userId, permissions } = gateway.user;
  const { projectKey, audience, wantsPermissions } = call;
  const asked = wantsPermissions && { userPermissions: [...permissions] };
  const issuer = await issuerOfTests();
  const token = await issuer.mint({ userId, projectKey, audience, ...asked });
  return { session: { userId, projectKey, ...asked }, token };
}

/** The options with which a verifier of `@forward-to/server` accepts the tokens that resolvers see. */
export async function verifierOptions(): Promise<{ issuer: string; jwks: { keys: readonly PublicKey[] } }> {
  return { issuer: ISSUER, jwks: (await issuerOfTests()).jwks() };
}

function issuerOfTests(): Promise<WebTokenIssuer> {
  // At the first call: making a key takes a moment, and importing a module does nothing.
  gateway.issuer ??= createWebTokenIssuer({ issuer: ISSUER });
  return gateway.issuer;
}
