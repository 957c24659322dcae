import { Router } from 'express';
import type { Response } from 'express';
import { notFound } from '../api-error.ts';
import { jsonBody } from '../json-body.ts';
import { parseInput } from '../parse-input.ts';
import { canManage, canView } from '../permissions.ts';
import { readParam } from '../read-param.ts';
import { assertMatches, toEntityTag } from './note-version.ts';
import { assertMayBecome } from './order-note-rules.ts';
import { orderNoteChangesSchema, orderNoteQuerySchema, orderNoteSchema } from './order-note-schema.ts';
import type { OrderNoteStore } from './order-note-store.ts';
import type { OrderNote } from './order-note.ts';

/** The routes below `/order-notes`. They stand behind the session middleware and work in the Project of the session. */
export function createOrderNoteRoutes(store: OrderNoteStore): Router {
  const routes = Router();

  routes.get('/', canView, (request, response) => {
    const { limit, offset, ...filter } = parseInput(orderNoteQuerySchema, request.query, 'query');
    response.json(store.list(request.session.projectKey, filter, { limit, offset }));
  });

  routes.post('/', canManage, jsonBody, (request, response) => {
    const { projectKey, userId } = request.session;
    const note = store.create(projectKey, parseInput(orderNoteSchema, request.body, 'body'), userId);
    response.status(201).location(`/order-notes/${note.id}`);
    sendNote(response, note);
  });

  routes.get('/:id', canView, (request, response) => {
    sendNote(response, store.get(request.session.projectKey, readParam(request, 'id')));
  });

  routes.put('/:id', canManage, jsonBody, (request, response) => {
    const input = parseInput(orderNoteSchema, request.body, 'body');
    const note = store.update(request.session.projectKey, readParam(request, 'id'), (current) => {
      assertMatches(request, current);
      assertMayBecome(current, input);
      return input;
    });
    sendNote(response, note);
  });

  routes.patch('/:id', canManage, jsonBody, (request, response) => {
    const changes = parseInput(orderNoteChangesSchema, request.body, 'body');
    const note = store.update(request.session.projectKey, readParam(request, 'id'), (current) => {
      const input = { ...current, ...changes };
      assertMatches(request, current);
      assertMayBecome(current, input);
      return input;
    });
    sendNote(response, note);
  });

  routes.delete('/:id', canManage, (request, response) => {
    const deleted = store.delete(request.session.projectKey, readParam(request, 'id'), (current) => {
      assertMatches(request, current);
    });
    if (!deleted) throw noSuchNote();
    response.status(204).end();
  });

  return routes;
}

function sendNote(response: Response, note: OrderNote | undefined): void {
  if (!note) throw noSuchNote();
  response.set('ETag', toEntityTag(note)).json(note);
}

/** 404 for a note of another Project, too. */
export function noSuchNote(): Error {
  return notFound('There is no order note with this id in this Project.');
}
