import { randomUUID } from 'node:crypto';
import type { Database } from 'libsql';
import type { OrderNoteFilter } from './order-note-schema.ts';
import type { OrderNote, OrderNoteInput, OrderNotePage, OrderNoteStatus } from './order-note.ts';

/**
 * Keeps order notes.
 *
 * Each call names the Project first, and each statement below has it in its WHERE clause: a note of another Project is
 * not there.
 */
export interface OrderNoteStore {
  /** One page of the notes that the filter lets through, newest first. */
  list(projectKey: string, filter: OrderNoteFilter, page: Page): OrderNotePage;
  /** All of them, in portions: what comes in or changes meanwhile neither repeats nor hides another note. */
  portions(projectKey: string, filter: OrderNoteFilter, size: number): Generator<OrderNote[]>;
  get(projectKey: string, id: string): OrderNote | undefined;
  create(projectKey: string, input: OrderNoteInput, userId: string): OrderNote;
  /**
   * Changes a note to what `decide` makes of it; what `decide` throws leaves it as it was.
   *
   * Reading, deciding and writing are one transaction, so no change of somebody else gets lost in between.
   */
  update(projectKey: string, id: string, decide: (current: OrderNote) => OrderNoteInput): OrderNote | undefined;
  /** Deletes a note and its attachments unless `check` throws; false when there is none. */
  delete(projectKey: string, id: string, check: (current: OrderNote) => void): boolean;
}

interface Page {
  limit: number;
  offset: number;
}

interface OrderNoteRow {
  position: number;
  id: string;
  order_number: string;
  text: string;
  status: OrderNoteStatus;
  created_at: string;
  created_by: string;
  updated_at: string;
  version: number;
}

const MATCHING = `project_key = @projectKey AND (@status IS NULL OR status = @status) AND instr(search_text, @query)`;

/** @param now Current time in milliseconds. */
export function createOrderNoteStore(database: Database, now: () => number = Date.now): OrderNoteStore {
  const statements = {
    page: database.prepare(
      `SELECT * FROM order_notes WHERE ${MATCHING} ORDER BY position DESC LIMIT @limit OFFSET @offset`,
    ),
    portion: database.prepare(
      `SELECT * FROM order_notes WHERE ${MATCHING} AND position < @before ORDER BY position DESC LIMIT @size`,
    ),
    count: database.prepare(`SELECT count(*) AS total FROM order_notes WHERE ${MATCHING}`),
    get: database.prepare('SELECT * FROM order_notes WHERE project_key = @projectKey AND id = @id'),
    insert: database.prepare(
      `INSERT INTO order_notes
         (project_key, id, order_number, text, status, search_text, created_at, created_by, updated_at, version)
       VALUES
         (@projectKey, @id, @orderNumber, @text, @status, @searchText, @createdAt, @createdBy, @updatedAt, @version)`,
    ),
    update: database.prepare(
      `UPDATE order_notes
       SET order_number = @orderNumber, text = @text, status = @status, search_text = @searchText,
         updated_at = @updatedAt, version = @version
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
      const { orderNumber, text, status } = decide(current);
      const changed = { orderNumber, text, status, updatedAt: timestamp(), version: current.version + 1 };
      statements.update.run({ projectKey, id, ...changed, searchText: toSearchText(changed) });
      return { ...current, ...changed };
    },
  );
  const remove = database.transaction((projectKey: string, id: string, check: (current: OrderNote) => void) => {
    const current = get(projectKey, id);
    if (!current) return false;
    check(current);
    return statements.delete.run({ projectKey, id }).changes > 0;
  });

  return {
    get,
    list: database.transaction(
      (projectKey: string, filter: OrderNoteFilter, { limit, offset }: Page): OrderNotePage => {
        const conditions = toConditions(projectKey, filter);
        const rows = statements.page.all({ ...conditions, limit, offset }) as OrderNoteRow[];
        const { total } = statements.count.get(conditions) as { total: number };
        return { results: rows.map(toOrderNote), total };
      },
    ),
    portions: function* (projectKey, filter, size) {
      const conditions = toConditions(projectKey, filter);
      let before: number | undefined = Number.MAX_SAFE_INTEGER;
      while (before !== undefined) {
        const rows = statements.portion.all({ ...conditions, before, size }) as OrderNoteRow[];
        if (rows.length > 0) yield rows.map(toOrderNote);
        before = rows.at(-1)?.position;
      }
    },
    create: (projectKey, input, userId) => {
      const time = timestamp();
      const note: OrderNote = {
        id: randomUUID(),
        ...input,
        createdAt: time,
        createdBy: userId,
        updatedAt: time,
        version: 1,
      };
      statements.insert.run({ ...note, projectKey, searchText: toSearchText(note) });
      return note;
    },
    update: (projectKey, id, decide) => update.immediate(projectKey, id, decide),
    delete: (projectKey, id, check) => remove.immediate(projectKey, id, check),
  };
}

/** `instr` finds the empty text in every other: no query, no condition. */
function toConditions(projectKey: string, { status, query }: OrderNoteFilter) {
  return { projectKey, status: status ?? null, query: foldCase(query ?? '') };
}

function toSearchText({ orderNumber, text }: Pick<OrderNote, 'orderNumber' | 'text'>): string {
  return foldCase(`${orderNumber}\n${text}`);
}

/** SQLite knows upper and lower case of ASCII only. */
function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase();
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
