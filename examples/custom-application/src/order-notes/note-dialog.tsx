import { useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import type { ShownError } from '../ui/shown-error.ts';
import { useFocusInvalid } from '../ui/use-focus-invalid.ts';
import { NoteFields } from './note-fields.tsx';
import type { OrderNote, OrderNoteInput } from './order-notes-api.ts';

interface NoteDialogProps {
  note: OrderNote;
  /** `change` sends the fields that differ (PATCH), `replace` the whole note (PUT). */
  kind: 'change' | 'replace';
  refused: { input: OrderNoteInput; error: ShownError | undefined } | undefined;
  onClose: () => void;
  onSave: (input: OrderNoteInput) => void;
}

const TEXTS = {
  change: {
    title: 'Edit note',
    explanation: 'Sends only the fields that you change: PATCH, or a mutation with Apollo.',
    show: ['text', 'status'],
  },
  replace: {
    title: 'Replace note',
    explanation: 'Sends the whole note: PUT, or a mutation with Apollo.',
    show: ['orderNumber', 'text', 'status'],
  },
} as const;

/** The form that changes or replaces a note, with what the API found wrong with the last attempt. */
export function NoteDialog({ note, kind, refused, onClose, onSave }: NoteDialogProps) {
  const { orderNumber, text, status } = note;
  const [input, setInput] = useState<OrderNoteInput>(refused?.input ?? { orderNumber, text, status });
  const error = refused?.error;
  const form = useFocusInvalid(error);
  const { title, explanation, show } = TEXTS[kind];

  return (
    <Dialog title={`${title} ${orderNumber}`} onClose={onClose}>
      <p className="muted">{explanation}</p>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave(input);
        }}
      >
        <NoteFields input={input} onChange={setInput} errors={error?.fields ?? {}} show={show} />
        {error && <ErrorPanel error={error} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary">
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
