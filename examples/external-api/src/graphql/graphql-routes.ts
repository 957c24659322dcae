import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/express';
import { jsonBody } from '../json-body.ts';
import type { OrderNoteStore } from '../order-notes/order-note-store.ts';
import { canManage, canView } from '../permissions.ts';
import { createErrorFormatter } from './format-error.ts';
import { createOrderNoteResolvers } from './order-note-resolvers.ts';
import { createOrderNoteSchema } from './order-note-schema.ts';
import { limitRootFields, parseBounded } from './query-limits.ts';

/**
 * `POST /graphql`: the order notes by GraphQL over HTTP, behind the session middleware.
 *
 * @param report Takes what went wrong in this API itself.
 */
export function createGraphQlRoutes(store: OrderNoteStore, report: (error: unknown) => void): Router {
  const routes = Router();
  routes.post(
    '/',
    jsonBody,
    checkPermissions,
    createHandler({
      schema: createOrderNoteSchema(),
      rootValue: createOrderNoteResolvers(store),
      context: ({ raw }) => ({ session: raw.session }),
      parse: parseBounded,
      validationRules: [limitRootFields],
      formatError: createErrorFormatter(report),
    }),
  );
  return routes;
}

/** Reading and writing are one path here, so the body tells which permission it takes. */
const checkPermissions: RequestHandler = (request, response, next) => {
  const guard = readsOnly(request) ? canView : canManage;
  guard(request, response, next);
};

/** A document that cannot be read does nothing: its error is for whoever may read. */
function readsOnly({ body }: Request): boolean {
  const { query, operationName } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string') return true;
  try {
    const name = typeof operationName === 'string' ? operationName : undefined;
    return getOperationAST(parseBounded(query), name)?.operation !== OperationTypeNode.MUTATION;
  } catch {
    return true;
  }
}
