import { buildApiUrl, createFetcher, createHttpClientOptions } from '@forward-to/http-client';

export interface User {
  id: string;
  name: string;
  email?: string;
  /** What the user may do, by Project key. */
  projects?: Record<string, { permissions: string[] }>;
}

/** Who is signed in, and what they may do in which Project. */
export interface Session {
  user: User;
  projects: { key: string; permissions: string[] }[];
}

/**
 * The session that the browser's cookie stands for.
 *
 * The cookie is all there is: it is how production works, and no script of the page can read it. `sessionStorage` holds
 * nothing.
 */
export function fetchSession(): Promise<Session> {
  return callGateway<Session>('/session');
}

/** Everybody that the local gateway lets sign in. */
export async function fetchUsers(): Promise<User[]> {
  const { users } = await callGateway<{ users: User[] }>('/users');
  return users;
}

/** Signs in and gets the session cookie set. The session token in the answer is left alone. */
export async function signIn(userId: string): Promise<Session> {
  const { user, projects } = await callGateway<Session>('/sign-in', { method: 'POST', json: { userId } });
  return { user, projects };
}

/** A call to the gateway itself. Unlike `executeHttpClientRequest` it renews nothing: a 401 here is the answer. */
async function callGateway<Data>(endpoint: string, init?: Parameters<typeof createFetcher>[1]): Promise<Data> {
  const { data } = await createFetcher<Data>(buildApiUrl(endpoint), init)(createHttpClientOptions());
  return data;
}
