import { useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import { useFocusInvalid } from '../ui/use-focus-invalid.ts';
import { NoteFields } from './note-fields.tsx';
import type { OrderNote, OrderNoteInput } from './order-notes-api.ts';

interface NoteDialogProps {
  note: OrderNote;
  /** `change` sends the fields that differ (PATCH), `replace` the whole note (PUT). */
  kind: 'change' | 'replace';
  onClose: () => void;
  onSave: (input: OrderNoteInput) => Promise<void>;
}

const TEXTS = {
  change: { title: 'Edit note', explanation: 'Sends only what you change, as PATCH.', show: ['text', 'status'] },
  replace: {
    title: 'Replace note',
    explanation: 'Writes the whole note anew, as PUT.',
    show: ['orderNumber', 'text', 'status'],
  },
} as const;

/** The form that changes or replaces a note. It stays open until the API has accepted the input. */
export function NoteDialog({ note, kind, onClose, onSave }: NoteDialogProps) {
  const [input, setInput] = useState<OrderNoteInput>({
    orderNumber: note.orderNumber,
    text: note.text,
    status: note.status,
  });
  const { run, isRunning, error } = useAction(onSave);
  const form = useFocusInvalid(error);
  const { title, explanation, show } = TEXTS[kind];

  const submit = async () => {
    if (await run(input)) onClose();
  };

  return (
    <Dialog title={`${title} ${note.orderNumber}`} onClose={onClose}>
      <p className="muted">{explanation}</p>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <NoteFields input={input} onChange={setInput} errors={error?.fields ?? {}} show={show} />
        {error && <ErrorPanel error={error} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" aria-disabled={isRunning}>
            {isRunning ? 'Saving…' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The fields of the input that differ from the note. */
export function changedFields(note: OrderNote, input: OrderNoteInput): Partial<OrderNoteInput> {
  return {
    ...(input.orderNumber !== note.orderNumber && { orderNumber: input.orderNumber }),
    ...(input.text !== note.text && { text: input.text }),
    ...(input.status !== note.status && { status: input.status }),
  };
}
