import { requirePermissions } from '@forward-to/server/express';
import { Router } from 'express';
import type { Request } from 'express';
import { notFound, parseInput } from '../api-error.ts';
import { jsonBody } from '../json-body.ts';
import { readSession } from '../session.ts';
import { orderNoteChangesSchema, orderNoteQuerySchema, orderNoteSchema } from './order-note-schema.ts';
import type { OrderNoteStore } from './order-note-store.ts';
import type { OrderNote } from './order-note.ts';

const canView = requirePermissions('canViewOrderNotes');
const canManage = requirePermissions('canManageOrderNotes');

/** The routes below `/order-notes`. They stand behind the session middleware and work in the Project of the session. */
export function createOrderNoteRoutes(store: OrderNoteStore): Router {
  const routes = Router();

  routes.get('/', canView, (request, response) => {
    const query = parseInput(orderNoteQuerySchema, request.query, 'query');
    response.json(store.list(readSession(request).projectKey, query));
  });

  routes.post('/', canManage, jsonBody, (request, response) => {
    const { projectKey, userId } = readSession(request);
    const note = store.create(projectKey, parseInput(orderNoteSchema, request.body, 'body'), userId);
    response.status(201).location(`/order-notes/${note.id}`).json(note);
  });

  routes.get('/:id', canView, (request, response) => {
    response.json(found(store.get(readSession(request).projectKey, readId(request))));
  });

  routes.put('/:id', canManage, jsonBody, (request, response) => {
    const input = parseInput(orderNoteSchema, request.body, 'body');
    response.json(found(store.update(readSession(request).projectKey, readId(request), () => input)));
  });

  routes.patch('/:id', canManage, jsonBody, (request, response) => {
    const changes = parseInput(orderNoteChangesSchema, request.body, 'body');
    const note = store.update(readSession(request).projectKey, readId(request), (current) => ({
      ...current,
      ...changes,
    }));
    response.json(found(note));
  });

  routes.delete('/:id', canManage, (request, response) => {
    if (!store.delete(readSession(request).projectKey, readId(request))) throw noSuchNote();
    response.status(204).end();
  });

  return routes;
}

/** The `:id` of the path. */
function readId(request: Request): string {
  return String(request.params['id']);
}

function found(note: OrderNote | undefined): OrderNote {
  if (!note) throw noSuchNote();
  return note;
}

function noSuchNote(): Error {
  return notFound('There is no order note with this id in this Project.');
}
