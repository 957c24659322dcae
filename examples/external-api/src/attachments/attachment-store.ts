import { randomUUID } from 'node:crypto';
import type { Database } from 'libsql';
import type { Attachment } from './attachment.ts';

/** The note that files are attached to. */
export interface NoteKey {
  projectKey: string;
  noteId: string;
}

export interface NewAttachment {
  name: string;
  type: string;
  content: Buffer;
}

/**
 * Keeps the files of notes. As with the notes, each statement has the Project in its WHERE clause.
 *
 * The files are in the database, so that the example needs nothing else; an API with many of them keeps them in an object
 * store and their names here.
 */
export interface AttachmentStore {
  /** Oldest first. */
  list(note: NoteKey): Attachment[];
  /** The note must exist. */
  create(note: NoteKey, file: NewAttachment, userId: string): Attachment;
  get(note: NoteKey, id: string): (Attachment & { content: Buffer }) | undefined;
  /** False when there is none. */
  delete(note: NoteKey, id: string): boolean;
}

const COLUMNS = 'id, name, type, size, created_at AS createdAt, created_by AS createdBy';
const AT_NOTE = 'project_key = @projectKey AND note_id = @noteId';

/** @param now Current time in milliseconds. */
export function createAttachmentStore(database: Database, now: () => number = Date.now): AttachmentStore {
  const statements = {
    list: database.prepare(`SELECT ${COLUMNS} FROM attachments WHERE ${AT_NOTE} ORDER BY position`),
    get: database.prepare(`SELECT ${COLUMNS}, content FROM attachments WHERE ${AT_NOTE} AND id = @id`),
    insert: database.prepare(
      `INSERT INTO attachments (project_key, note_id, id, name, type, size, content, created_at, created_by)
       VALUES (@projectKey, @noteId, @id, @name, @type, @size, @content, @createdAt, @createdBy)`,
    ),
    delete: database.prepare(`DELETE FROM attachments WHERE ${AT_NOTE} AND id = @id`),
  };
  return {
    list: (note) => (statements.list.all(note) as Attachment[]).map(toAttachment),
    create: (note, { name, type, content }, userId) => {
      const createdAt = new Date(now()).toISOString();
      const attachment = { id: randomUUID(), name, type, size: content.byteLength, createdAt, createdBy: userId };
      statements.insert.run({ ...note, ...attachment, content });
      return attachment;
    },
    get: (note, id) => {
      const row = statements.get.get({ ...note, id }) as (Attachment & { content: Buffer }) | undefined;
      return row && { ...toAttachment(row), content: row.content };
    },
    delete: (note, id) => statements.delete.run({ ...note, id }).changes > 0,
  };
}

/** Leaves out what the database library adds to a row. */
function toAttachment({ id, name, type, size, createdAt, createdBy }: Attachment): Attachment {
  return { id, name, type, size, createdAt, createdBy };
}
