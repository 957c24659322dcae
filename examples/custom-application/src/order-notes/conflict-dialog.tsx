import { Dialog } from '../ui/dialog.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import type { OrderNoteInput } from './order-notes-api.ts';
import type { EditConflict } from './use-order-notes.ts';

interface ConflictDialogProps {
  conflict: EditConflict;
  onClose: () => void;
  onSaveMine: () => Promise<void>;
}

const LABELS: Record<keyof OrderNoteInput, string> = { orderNumber: 'Order number', text: 'Note', status: 'Status' };
const FIELDS = Object.keys(LABELS) as (keyof OrderNoteInput)[];

/** Shows both versions and leaves the choice to the user. */
export function ConflictDialog({ conflict, onClose, onSaveMine }: ConflictDialogProps) {
  const { theirs, mine, readVersion, statusCode } = conflict;
  const save = useAction(onSaveMine);
  const differing = FIELDS.filter((field) => mine[field] !== undefined && mine[field] !== theirs[field]);
  return (
    <Dialog title={`Somebody else changed ${theirs.orderNumber}`} onClose={onClose}>
      <p>Your change was not saved, because the note is no longer the one that you saw.</p>
      <p className="muted">
        {statusCode === undefined ? (
          <>
            This page sent <code>version: {readVersion}</code> with its mutation, and the API answered with the error{' '}
            <code>version_conflict</code>: the note has version {theirs.version} now.
          </>
        ) : (
          <>
            This page sent <code>If-Match: "{readVersion}"</code>, and the API answered{' '}
            <code>412 Precondition Failed</code>: the note has version {theirs.version} now.
          </>
        )}
      </p>
      <dl className="conflict">
        {differing.map((field) => (
          <div key={field}>
            <dt>{LABELS[field]}</dt>
            <dd className="theirs">
              <span className="muted">Theirs</span>
              {theirs[field]}
            </dd>
            <dd className="mine">
              <span className="muted">Yours</span>
              {mine[field]}
            </dd>
          </div>
        ))}
      </dl>
      {save.error && <ErrorPanel error={save.error} />}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Keep theirs
        </button>
        <button type="button" className="button primary" aria-disabled={save.isRunning} onClick={() => void save.run()}>
          {save.isRunning ? 'Saving…' : 'Save mine'}
        </button>
      </div>
    </Dialog>
  );
}
