import { isForwardToError, type ForwardToError } from '@forward-to/protocol';
import { useState } from 'react';
import type { SignedIn } from '../session/use-session.ts';
import { PAGE_SIZE, type OrderNote, type OrderNoteInput, type OrderNotesApi } from './order-notes-api.ts';
import type { NoteList } from './use-note-list.ts';

/** Two people changed one note: the API kept the first change, and the user decides about the second. */
export interface EditConflict {
  /** The note as somebody else has left it. */
  theirs: OrderNote;
  /** The fields that were to be set. */
  mine: Partial<OrderNoteInput>;
  /** The version that this page had read, and sent as a condition. */
  readVersion: number;
  /** Status of the API's response, where the condition was an `If-Match`; GraphQL answers 200 with an error. */
  statusCode?: number;
}

export interface OrderNoteActions {
  /** Ids of the notes that are being written: shown already, not yet accepted. */
  saving: ReadonlySet<string>;
  create: (input: OrderNoteInput) => Promise<void>;
  /** Shows the change at once and takes it back if the API rejects it. Resolves with the conflict, if there is one. */
  change: (note: OrderNote, changes: Partial<OrderNoteInput>) => Promise<EditConflict | undefined>;
  /** Like `change`, for the whole note. */
  replace: (note: OrderNote, input: OrderNoteInput) => Promise<EditConflict | undefined>;
  remove: (note: OrderNote) => Promise<void>;
  /** Marks every open note on the screen as done, all at once. Resolves with how many somebody else has changed instead. */
  finishShown: () => Promise<number>;
}

/** The ways to change notes, in the API and on the screen. Each rejects with the error that the API gave. */
export function useOrderNotes(
  api: OrderNotesApi,
  list: NoteList,
  { reportError }: Pick<SignedIn, 'reportError'>,
): OrderNoteActions {
  const [saving, setSaving] = useState<ReadonlySet<string>>(new Set());

  const report = async <Result>(call: Promise<Result>): Promise<Result> => {
    try {
      return await call;
    } catch (error) {
      reportError(error);
      throw error;
    }
  };
  const show = (changed: OrderNote) => {
    list.editPage((page) => ({
      ...page,
      results: page.results.map((note) => (note.id === changed.id ? changed : note)),
    }));
  };
  const write = async (note: OrderNote, mine: Partial<OrderNoteInput>, call: Promise<OrderNote>) => {
    show({ ...note, ...mine });
    setSaving((ids) => new Set([...ids, note.id]));
    try {
      show(await report(call));
      return undefined;
    } catch (error) {
      show(note);
      if (!isConflict(error)) throw error;
      const theirs = await report(api.get(note.id));
      show(theirs);
      const { statusCode } = error;
      return { theirs, mine, readVersion: note.version, ...(statusCode === 412 && { statusCode }) };
    } finally {
      setSaving((ids) => new Set([...ids].filter((id) => id !== note.id)));
    }
  };
  const change = async (note: OrderNote, changes: Partial<OrderNoteInput>) =>
    Object.keys(changes).length > 0 ? write(note, changes, api.change(note, changes)) : undefined;

  return {
    saving,
    create: async (input) => {
      const created = await report(api.create(input));
      if (list.query.page > 1 || list.query.text !== '' || list.query.status !== 'any') {
        list.reset(); // The new note is on top of the first page.
      } else {
        list.editPage(({ results, total }) => ({
          results: [created, ...results].slice(0, PAGE_SIZE),
          total: total + 1,
        }));
      }
    },
    change,
    replace: (note, input) => write(note, input, api.replace(note, input)),
    remove: async (note) => {
      await report(api.remove(note.id));
      list.editPage(({ results, total }) => ({
        results: results.filter(({ id }) => id !== note.id),
        total: total - 1,
      }));
      // The first note of the next page moves up; a last page that has become empty has no place any more.
      const { query, page } = list;
      if (page?.results.length === 1 && query.page > 1) list.setQuery({ ...query, page: query.page - 1 });
      else if (page && page.total > query.page * PAGE_SIZE) list.reload();
    },
    finishShown: async () => {
      const open = (list.page?.results ?? []).filter(({ status }) => status === 'open');
      const outcomes = await Promise.allSettled(open.map((note) => change(note, { status: 'done' })));
      // Each note shows its own success; the first failure stands for the rest.
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      return outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
    },
  };
}

/** Whether the `If-Match` of a call did not match. A GraphQL response has no such status, so there the API's own code says it. */
function isConflict(error: unknown): error is ForwardToError {
  if (!isForwardToError(error)) return false;
  const { body } = error as { body?: { code?: unknown } };
  return error.statusCode === 412 || body?.code === 'version_conflict';
}
