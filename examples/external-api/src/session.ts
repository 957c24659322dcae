import type { Session } from '@forward-to/server/express';
import type { Request } from 'express';

/** Who is calling, as the session middleware verified it. */
export function readSession(request: Request): Session {
  // The type says what the middleware promises; a route in front of it must fail loudly all the same.
  const session = request.session as Session | undefined;
  if (!session) throw new Error('This route is not behind the session middleware.');
  return session;
}
