import { useState } from 'react';
import { isSessionEnded, toShownError, type ShownError } from '../ui/shown-error.ts';
import type { OrderNote, OrderNoteInput } from './order-notes-api.ts';
import type { EditConflict, OrderNoteActions } from './use-order-notes.ts';

type NoteDialogState =
  | {
      kind: 'change' | 'replace';
      note: OrderNote;
      /** What was typed before the API refused it, and why it did. */
      refused?: { input: OrderNoteInput; error: ShownError | undefined };
    }
  | { kind: 'delete'; note: OrderNote }
  | { kind: 'conflict'; conflict: EditConflict };

export interface NoteDialogActions {
  dialog: NoteDialogState | undefined;
  open: (kind: 'change' | 'replace' | 'delete', note: OrderNote) => void;
  close: () => void;
  /** Changes a note without a dialog, but for the one that a conflict asks for. */
  change: (note: OrderNote, changes: Partial<OrderNoteInput>) => Promise<void>;
  /** Closes the form at once; it comes back with its input when the API refuses it. */
  save: (kind: 'change' | 'replace', note: OrderNote, input: OrderNoteInput) => Promise<void>;
  saveMine: (conflict: EditConflict) => Promise<void>;
  remove: (note: OrderNote) => Promise<void>;
  deletedCount: number;
}

/** Which dialog is open, and what its buttons do. */
export function useNoteDialogs(notes: OrderNoteActions, announce: (text: string) => void): NoteDialogActions {
  const [dialog, setDialog] = useState<NoteDialogState>();
  const [deletedCount, setDeletedCount] = useState(0);

  const close = () => {
    setDialog(undefined);
  };
  const settle = (conflict: EditConflict | undefined, text: string) => {
    if (conflict) setDialog({ kind: 'conflict', conflict });
    else announce(text);
  };
  const change = async (note: OrderNote, changes: Partial<OrderNoteInput>) => {
    settle(await notes.change(note, changes), `Note ${note.orderNumber} changed.`);
  };

  return {
    dialog,
    open: (kind, note) => {
      setDialog({ kind, note });
    },
    close,
    change,
    save: async (kind, note, input) => {
      close();
      try {
        if (kind === 'change') await change(note, changedFields(note, input));
        else settle(await notes.replace(note, input), `Note ${input.orderNumber} replaced.`);
      } catch (caught) {
        const error = isSessionEnded(caught) ? undefined : toShownError(caught);
        setDialog({ kind, note, refused: { input, error } });
      }
    },
    saveMine: async ({ theirs, mine }) => {
      const conflict = await notes.change(theirs, mine);
      close();
      settle(conflict, `Note ${theirs.orderNumber} changed.`);
    },
    remove: async (note) => {
      await notes.remove(note);
      close();
      announce(`Note ${note.orderNumber} deleted.`);
      setDeletedCount((count) => count + 1);
    },
    deletedCount,
  };
}

/** The fields of the input that differ from the note. */
function changedFields(note: OrderNote, input: OrderNoteInput): Partial<OrderNoteInput> {
  return {
    ...(input.orderNumber !== note.orderNumber && { orderNumber: input.orderNumber }),
    ...(input.text !== note.text && { text: input.text }),
    ...(input.status !== note.status && { status: input.status }),
  };
}
