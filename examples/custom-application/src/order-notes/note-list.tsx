import type { User } from '../session/session-api.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import { NoteCard } from './note-card.tsx';
import type { OrderNote, OrderNoteInput } from './order-notes-api.ts';
import type { OrderNotes } from './use-order-notes.ts';

interface NoteListProps {
  orderNotes: OrderNotes;
  users: readonly User[];
  onChange: (note: OrderNote, changes: Partial<OrderNoteInput>) => Promise<void>;
  onFinishAll: () => Promise<void>;
  onOpen: (kind: 'change' | 'replace' | 'delete', note: OrderNote) => void;
}

/** All notes, or why there are none. */
export function NoteList({ orderNotes, users, onChange, onFinishAll, onOpen }: NoteListProps) {
  const { notes, loadError, reload } = orderNotes;
  const finishAll = useAction(onFinishAll);
  const openCount = notes?.filter(({ status }) => status === 'open').length ?? 0;

  return (
    <section className="note-list" aria-labelledby="list-title" aria-busy={!notes && !loadError}>
      <header className="list-header">
        <h2 id="list-title">Notes</h2>
        {notes && <p className="muted">{`${notes.length} in all, ${openCount} open`}</p>}
        {openCount > 1 && (
          <button
            type="button"
            className="button quiet"
            aria-disabled={finishAll.isRunning}
            onClick={() => void finishAll.run()}
          >
            {finishAll.isRunning ? 'Marking…' : 'Mark all done'}
          </button>
        )}
      </header>
      {finishAll.error && <ErrorPanel error={finishAll.error} onDismiss={finishAll.clearError} />}
      {loadError && (
        <>
          <ErrorPanel error={loadError} />
          <button type="button" className="button" onClick={reload}>
            Try again
          </button>
        </>
      )}
      {!notes && !loadError && <Placeholders />}
      {notes?.length === 0 && <p className="empty">No notes yet. The first one is written above.</p>}
      {notes?.map((note) => (
        <NoteCard
          key={note.id}
          note={note}
          author={users.find(({ id }) => id === note.createdBy)?.name ?? note.createdBy}
          onChange={onChange}
          onOpen={onOpen}
        />
      ))}
    </section>
  );
}

/** Keeps the place while the list is on its way. */
function Placeholders() {
  return (
    <>
      <p className="visually-hidden">Loading notes…</p>
      {[1, 2, 3].map((line) => (
        <div key={line} className="card placeholder" aria-hidden="true" />
      ))}
    </>
  );
}
