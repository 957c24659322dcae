import { Dialog } from '../ui/dialog.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import type { OrderNote } from './order-notes-api.ts';

interface DeleteNoteDialogProps {
  note: OrderNote;
  onClose: () => void;
  /** Closes the dialog too when it succeeds. */
  onDelete: () => Promise<void>;
}

/** Asks before a note is gone for good. */
export function DeleteNoteDialog({ note, onClose, onDelete }: DeleteNoteDialogProps) {
  const { run, isRunning, error } = useAction(onDelete);
  return (
    <Dialog title={`Delete note ${note.orderNumber}?`} onClose={onClose}>
      <blockquote className="note-quote">{note.text}</blockquote>
      <p>This cannot be undone.</p>
      {error && <ErrorPanel error={error} />}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button type="button" className="button danger-fill" aria-disabled={isRunning} onClick={() => void run()}>
          {isRunning ? 'Deleting…' : 'Delete'}
        </button>
      </div>
    </Dialog>
  );
}
