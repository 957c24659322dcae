import { useCallback, useEffect, useState } from 'react';
import type { SignedIn } from '../session/use-session.ts';
import { isSessionEnded, toShownError, type ShownError } from '../ui/shown-error.ts';
import type { OrderNote, OrderNoteInput, OrderNotesApi } from './order-notes-api.ts';

export interface OrderNotes {
  /** Newest first; `undefined` until the first list has arrived. */
  notes: readonly OrderNote[] | undefined;
  /** Why the list couldn't be fetched. */
  loadError: ShownError | undefined;
  reload: () => void;
  create: (input: OrderNoteInput) => Promise<void>;
  change: (note: OrderNote, changes: Partial<OrderNoteInput>) => Promise<void>;
  replace: (note: OrderNote, input: OrderNoteInput) => Promise<void>;
  remove: (note: OrderNote) => Promise<void>;
  /** Marks every open note as done, all at once. */
  finishAll: () => Promise<void>;
}

/** The notes of this Project and the ways to change them. Each change rejects with the error that the API gave. */
export function useOrderNotes(
  api: OrderNotesApi,
  { signInCount, reportError }: Pick<SignedIn, 'signInCount' | 'reportError'>,
): OrderNotes {
  const [notes, setNotes] = useState<readonly OrderNote[]>();
  const [loadError, setLoadError] = useState<ShownError>();
  const [reloadCount, setReloadCount] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    api.list(controller.signal).then(
      ({ results }) => {
        setNotes(results);
        setLoadError(undefined);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        reportError(error);
        if (!isSessionEnded(error)) setLoadError(toShownError(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, [api, reportError, signInCount, reloadCount]);

  const report = useCallback(
    async <Result>(call: Promise<Result>): Promise<Result> => {
      try {
        return await call;
      } catch (error) {
        reportError(error);
        throw error;
      }
    },
    [reportError],
  );
  const update = (changed: OrderNote) => {
    setNotes((known) => known?.map((note) => (note.id === changed.id ? changed : note)));
  };

  return {
    notes,
    loadError,
    reload: () => {
      setReloadCount((count) => count + 1);
    },
    create: async (input) => {
      const created = await report(api.create(input));
      setNotes((known = []) => [created, ...known]);
    },
    change: async (note, changes) => {
      if (Object.keys(changes).length > 0) update(await report(api.change(note.id, changes)));
    },
    replace: async (note, input) => {
      update(await report(api.replace(note.id, input)));
    },
    remove: async (note) => {
      await report(api.remove(note.id));
      setNotes((known) => known?.filter(({ id }) => id !== note.id));
    },
    finishAll: async () => {
      const open = (notes ?? []).filter((note) => note.status === 'open');
      const changes = open.map(async (note) => {
        update(await report(api.change(note.id, { status: 'done' })));
      });
      // Each note shows its own success; the first failure stands for the rest.
      const failed = (await Promise.allSettled(changes)).find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}
