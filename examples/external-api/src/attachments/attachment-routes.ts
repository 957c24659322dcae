import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import { ApiError, notFound } from '../api-error.ts';
import { assertTakesFiles } from '../order-notes/order-note-rules.ts';
import type { OrderNoteStore } from '../order-notes/order-note-store.ts';
import type { OrderNote } from '../order-notes/order-note.ts';
import { canManage, canView } from '../permissions.ts';
import { readParam } from '../read-param.ts';
import type { AttachmentStore, NoteKey } from './attachment-store.ts';
import { fileBody, readFile } from './file-body.ts';

const MAX_FILES = 20;

/** The routes below `/order-notes/:noteId/attachments`. */
export function createAttachmentRoutes(notes: OrderNoteStore, attachments: AttachmentStore): Router {
  const routes = Router({ mergeParams: true });

  /** @throws ApiError 404 when the note is not in this Project, and 422 when it takes no further file. */
  const assertTakesFile = (request: Request): void => {
    const note = readNoteKey(request);
    assertTakesFiles(findNote(notes, note));
    if (attachments.list(note).length < MAX_FILES) return;
    const message = `A note has at most ${MAX_FILES} files.`;
    throw new ApiError(422, 'too_many_files', message, [{ field: 'file', message }]);
  };
  const beforeUpload: RequestHandler = (request, _response, next) => {
    assertTakesFile(request);
    next();
  };

  routes.get('/', canView, (request, response) => {
    const note = readNoteKey(request);
    findNote(notes, note);
    const results = attachments.list(note);
    response.json({ results, total: results.length });
  });

  routes.post('/', canManage, beforeUpload, fileBody, (request, response) => {
    assertTakesFile(request); // Again: an upload takes a while, and the note may have changed meanwhile.
    const note = readNoteKey(request);
    const attachment = attachments.create(note, readFile(request), request.session.userId);
    response.status(201).location(`/order-notes/${note.noteId}/attachments/${attachment.id}`).json(attachment);
  });

  routes.get('/:id', canView, (request, response) => {
    const attachment = attachments.get(readNoteKey(request), readParam(request, 'id'));
    if (!attachment) throw noSuchAttachment();
    response.attachment(attachment.name);
    // Somebody else's file: a browser that opens it must save it, not run it. setHeader, since Express would add a charset.
    response.setHeader('Content-Type', attachment.type);
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    response.send(attachment.content);
  });

  routes.delete('/:id', canManage, (request, response) => {
    if (!attachments.delete(readNoteKey(request), readParam(request, 'id'))) throw noSuchAttachment();
    response.status(204).end();
  });

  return routes;
}

function readNoteKey(request: Request): NoteKey {
  return { projectKey: request.session.projectKey, noteId: readParam(request, 'noteId') };
}

function findNote(notes: OrderNoteStore, { projectKey, noteId }: NoteKey): OrderNote {
  const note = notes.get(projectKey, noteId);
  if (!note) throw notFound('There is no order note with this id in this Project.');
  return note;
}

function noSuchAttachment(): Error {
  return notFound('There is no attachment with this id at this order note.');
}
