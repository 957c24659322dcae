import type { Session } from '@forward-to/server';
import type { Request } from 'express';

/** Who is calling, as the session middleware verified it. */
export function readSession(request: Request): Session {
  const { session } = request as Request & { session?: Session };
  if (!session) throw new Error('This route is not behind the session middleware.');
  return session;
}
