import { randomUUID } from 'node:crypto';
import type { Database } from 'libsql';
import type { OrderNoteQuery } from './order-note-schema.ts';
import type { OrderNote, OrderNoteInput, OrderNotePage, OrderNoteStatus } from './order-note.ts';

/**
 * Keeps order notes.
 *
 * Each call names the Project first, and each statement below has it in its WHERE clause: a note of another Project is
 * not there.
 */
export interface OrderNoteStore {
  /** Newest first. */
  list(projectKey: string, query: OrderNoteQuery): OrderNotePage;
  get(projectKey: string, id: string): OrderNote | undefined;
  create(projectKey: string, input: OrderNoteInput, userId: string): OrderNote;
  /**
   * Changes a note to what `decide` makes of it; what `decide` throws leaves it as it was.
   *
   * Reading, deciding and writing are one transaction, so no change of somebody else gets lost in between.
   */
  update(projectKey: string, id: string, decide: (current: OrderNote) => OrderNoteInput): OrderNote | undefined;
  /** Deletes a note; false when there is none. */
  delete(projectKey: string, id: string): boolean;
}

interface OrderNoteRow {
  id: string;
  order_number: string;
  text: string;
  status: OrderNoteStatus;
  created_at: string;
  created_by: string;
  updated_at: string;
  version: number;
}

/** @param now Current time in milliseconds. */
export function createOrderNoteStore(database: Database, now: () => number = Date.now): OrderNoteStore {
  const statements = {
    page: database.prepare(
      'SELECT * FROM order_notes WHERE project_key = @projectKey ORDER BY position DESC LIMIT @limit OFFSET @offset',
    ),
    count: database.prepare('SELECT count(*) AS total FROM order_notes WHERE project_key = @projectKey'),
    get: database.prepare('SELECT * FROM order_notes WHERE project_key = @projectKey AND id = @id'),
    insert: database.prepare(
      `INSERT INTO order_notes (project_key, id, order_number, text, status, created_at, created_by, updated_at, version)
       VALUES (@projectKey, @id, @orderNumber, @text, @status, @createdAt, @createdBy, @updatedAt, @version)`,
    ),
    update: database.prepare(
      `UPDATE order_notes
       SET order_number = @orderNumber, text = @text, status = @status, updated_at = @updatedAt, version = @version
       WHERE project_key = @projectKey AND id = @id`,
    ),
    delete: database.prepare('DELETE FROM order_notes WHERE project_key = @projectKey AND id = @id'),
  };
  const get = (projectKey: string, id: string): OrderNote | undefined => {
    const row = statements.get.get({ projectKey, id }) as OrderNoteRow | undefined;
    return row && toOrderNote(row);
  };
  const timestamp = () => new Date(now()).toISOString();

  const update = database.transaction(
    (projectKey: string, id: string, decide: (current: OrderNote) => OrderNoteInput): OrderNote | undefined => {
      const current = get(projectKey, id);
      if (!current) return undefined;
      const note = { ...current, ...decide(current), updatedAt: timestamp(), version: current.version + 1 };
      const { orderNumber, text, status, updatedAt, version } = note;
      statements.update.run({ projectKey, id, orderNumber, text, status, updatedAt, version });
      return note;
    },
  );

  return {
    get,
    list: database.transaction((projectKey: string, { limit, offset }: OrderNoteQuery) => {
      const rows = statements.page.all({ projectKey, limit, offset }) as OrderNoteRow[];
      const { total } = statements.count.get({ projectKey }) as { total: number };
      return { results: rows.map(toOrderNote), total };
    }),
    create: (projectKey, input, userId) => {
      const time = timestamp();
      const note: OrderNote = {
        ...input,
        id: randomUUID(),
        createdAt: time,
        createdBy: userId,
        updatedAt: time,
        version: 1,
      };
      statements.insert.run({ ...note, projectKey });
      return note;
    },
    update: (projectKey, id, decide) => update.immediate(projectKey, id, decide),
    delete: (projectKey, id) => statements.delete.run({ projectKey, id }).changes > 0,
  };
}

function toOrderNote(row: OrderNoteRow): OrderNote {
  return {
    id: row.id,
    orderNumber: row.order_number,
    text: row.text,
    status: row.status,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
