import { createSessionMiddleware, requirePermissions } from '@forward-to/server/express';
import express from 'express';
import type { Express } from 'express';

/** The API of the root README. */
export function createVerifiedApi(issuer: string, audience: string): Express {
  const app = express();
  app.use(createSessionMiddleware({ issuer, audience, projects: ['my-project'] }));
  app.get('/orders/:id', requirePermissions('canViewOrders'), (request, response) => {
    const { userId, projectKey } = request.session;
    response.json({ id: request.params.id, total: 4200, seenBy: userId, projectKey });
  });
  return app;
}
