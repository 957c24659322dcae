import { useCallback, useEffect, useState } from 'react';
import type { SignedIn } from '../session/use-session.ts';
import { isSessionEnded, toShownError, type ShownError } from '../ui/shown-error.ts';
import type { OrderNotePage, OrderNoteQuery, OrderNotesApi } from './order-notes-api.ts';

const ALL_NOTES: OrderNoteQuery = { text: '', status: 'any', page: 1 };

export interface NoteList {
  query: OrderNoteQuery;
  setQuery: (query: OrderNoteQuery) => void;
  /** Goes back to the first page of all notes. */
  reset: () => void;
  resetCount: number;
  /** The newest page that has arrived; while the next one is on its way, the one before. */
  page: OrderNotePage | undefined;
  /** Changes what is shown without asking the API. */
  editPage: (edit: (page: OrderNotePage) => OrderNotePage) => void;
  isLoading: boolean;
  /** Why the newest query has no answer. */
  error: ShownError | undefined;
  reload: () => void;
}

/** One page of notes. A new query, a reload and another sign-in each abort the call before. */
export function useNoteList(api: OrderNotesApi, session: Pick<SignedIn, 'signInCount' | 'reportError'>): NoteList {
  const { signInCount, reportError } = session;
  const [query, setQuery] = useState(ALL_NOTES);
  const [resetCount, setResetCount] = useState(0);
  const [reloadCount, setReloadCount] = useState(0);
  const [page, setPage] = useState<OrderNotePage>();
  const [error, setError] = useState<ShownError>();
  // What the answer or the error on the screen belongs to: anything else is still loading.
  const [settled, setSettled] = useState<string>();
  const request = JSON.stringify([query, signInCount, reloadCount]);

  useEffect(() => {
    const controller = new AbortController();
    api.list(query, controller.signal).then(
      (found) => {
        setPage(found);
        setError(undefined);
        setSettled(request);
      },
      (caught: unknown) => {
        if (controller.signal.aborted) return;
        reportError(caught);
        setError(isSessionEnded(caught) ? undefined : toShownError(caught));
        setSettled(request);
      },
    );
    return () => {
      controller.abort();
    };
  }, [api, query, request, reportError]);

  const editPage = useCallback((edit: (page: OrderNotePage) => OrderNotePage) => {
    setPage((known) => known && edit(known));
  }, []);
  const reload = useCallback(() => {
    setReloadCount((count) => count + 1);
  }, []);
  const reset = useCallback(() => {
    setQuery(ALL_NOTES);
    setResetCount((count) => count + 1);
  }, []);
  return { query, setQuery, reset, resetCount, page, editPage, isLoading: settled !== request, error, reload };
}
