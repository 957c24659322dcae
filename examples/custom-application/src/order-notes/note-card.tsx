import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import type { OrderNote, OrderNoteInput } from './order-notes-api.ts';

interface NoteCardProps {
  note: OrderNote;
  /** Name of the user who created it. */
  author: string;
  onChange: (note: OrderNote, changes: Partial<OrderNoteInput>) => Promise<void>;
  /** Opens the dialog of that kind. */
  onOpen: (kind: 'change' | 'replace' | 'delete', note: OrderNote) => void;
}

const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** One note with everything that can be done to it. */
export function NoteCard({ note, author, onChange, onOpen }: NoteCardProps) {
  const { run, isRunning, error, clearError } = useAction(onChange);
  const isOpen = note.status === 'open';
  const titleId = `note-${note.id}`;
  return (
    <article className="card note" aria-labelledby={titleId} aria-busy={isRunning}>
      <header className="note-header">
        <h3 id={titleId}>{note.orderNumber}</h3>
        <span className={`status ${note.status}`}>{isOpen ? 'Open' : 'Done'}</span>
      </header>
      <p className="note-text">{note.text}</p>
      <p className="muted note-meta">
        {author}, <time dateTime={note.createdAt}>{dateTime.format(new Date(note.createdAt))}</time>
        {note.version > 1 && (
          <>
            {' · changed '}
            <time dateTime={note.updatedAt}>{dateTime.format(new Date(note.updatedAt))}</time>
          </>
        )}
        {` · version ${note.version}`}
      </p>
      <div className="note-actions" role="group" aria-label={`Actions for ${note.orderNumber}`}>
        <button
          type="button"
          className="button"
          aria-disabled={isRunning}
          onClick={() => void run(note, { status: isOpen ? 'done' : 'open' })}
        >
          {isOpen ? 'Mark done' : 'Reopen'}
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            onOpen('change', note);
          }}
        >
          Edit
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            onOpen('replace', note);
          }}
        >
          Replace
        </button>
        <button
          type="button"
          className="button quiet danger"
          onClick={() => {
            onOpen('delete', note);
          }}
        >
          Delete
        </button>
      </div>
      {error && <ErrorPanel error={error} onDismiss={clearError} />}
    </article>
  );
}
