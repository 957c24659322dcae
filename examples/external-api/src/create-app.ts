import { createSessionMiddleware } from '@forward-to/server/express';
import type { SessionMiddlewareOptions } from '@forward-to/server/express';
import express from 'express';
import type { Express } from 'express';
import type { Database } from 'libsql';
import { createAttachmentRoutes } from './attachments/attachment-routes.ts';
import { createAttachmentStore } from './attachments/attachment-store.ts';
import { createErrorHandler, handleUnknownPath } from './error-handler.ts';
import { createGraphQlRoutes } from './graphql/graphql-routes.ts';
import { createExportRoutes } from './order-notes/export-routes.ts';
import { createOrderNoteRoutes } from './order-notes/order-note-routes.ts';
import { createOrderNoteStore } from './order-notes/order-note-store.ts';
import { sendTokenClaims } from './token-claims.ts';

export interface AppOptions {
  database: Database;
  /** Options of the session middleware. `projects` decides who gets in: the signature alone would let anybody in. */
  session: SessionMiddlewareOptions & { projects: string[] };
  /** Milliseconds between two lines of the export's progress. @default 200 */
  exportPause?: number;
  /** Takes what went wrong in this API itself. @default console.error */
  report?: (error: unknown) => void;
}

/** Puts the API together: from here on down each layer knows only the next one, routes → store → database. */
export function createApp(options: AppOptions): Express {
  const { report = console.error } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    // All calls of the page go to the one URL of the gateway: a browser that cached a response would give it to the wrong call.
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });

  // Everything below this line knows who is calling.
  app.use(createSessionMiddleware(options.session));
  const notes = createOrderNoteStore(options.database);
  app.use('/order-notes', createExportRoutes(notes, options.exportPause ?? 200));
  app.use('/order-notes', createOrderNoteRoutes(notes));
  app.use('/order-notes/:noteId/attachments', createAttachmentRoutes(notes, createAttachmentStore(options.database)));

  app.use('/graphql', createGraphQlRoutes(notes, report));
  app.get('/token-claims', sendTokenClaims);
  app.use(handleUnknownPath);
  app.use(createErrorHandler(report));
  return app;
}
