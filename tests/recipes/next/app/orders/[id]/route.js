/* global Response */
import { assertPermissions, createSessionGuard } from '@forward-to/server/fetch';

const withSession = createSessionGuard({
  audience: process.env.PUBLIC_URL,
  issuer: process.env.ISSUER,
  projects: ['my-project'],
  basePath: process.env.BASE_PATH, // that of next.config: the request of a route handler doesn't show it
});

export const GET = withSession(async (_request, session, { params }) => {
  assertPermissions(session, 'canViewOrders');
  const { id } = await params;
  return Response.json({ id, user: session.userId });
});
