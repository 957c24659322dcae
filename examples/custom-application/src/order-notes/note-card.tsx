import { useState } from 'react';
import { AttachmentPanel } from '../attachments/attachment-panel.tsx';
import type { AttachmentsApi } from '../attachments/attachments-api.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import type { OrderNote, OrderNoteInput } from './order-notes-api.ts';

/** What all cards have in common. */
export interface NoteCardContext {
  attachmentsApi: AttachmentsApi;
  reportError: (error: unknown) => boolean;
  announce: (text: string) => void;
  /** Name of a user by id. */
  nameOf: (userId: string) => string;
  onChange: (note: OrderNote, changes: Partial<OrderNoteInput>) => Promise<void>;
  /** How the open door sends a change and a replacement: `PATCH`, `PUT`. */
  verbs: { change: string; replace: string };
  /** Opens the dialog of that kind. */
  onOpen: (kind: 'change' | 'replace' | 'delete', note: OrderNote) => void;
}

interface NoteCardProps {
  note: OrderNote;
  /** Shown already, but not yet accepted by the API. */
  isSaving: boolean;
  context: NoteCardContext;
}

const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** One note with everything that can be done to it. */
export function NoteCard({ note, isSaving, context }: NoteCardProps) {
  const { attachmentsApi, reportError, announce, nameOf, verbs, onChange, onOpen } = context;
  const { run, error, clearError } = useAction(onChange);
  const [showsFiles, setShowsFiles] = useState(false);
  const isOpen = note.status === 'open';
  const titleId = `note-${note.id}`;
  // A form that opens now would start from a version that is about to be replaced.
  const open = (kind: 'change' | 'replace') => () => {
    if (!isSaving) onOpen(kind, note);
  };
  return (
    <article className="card note" aria-labelledby={titleId} aria-busy={isSaving}>
      <header className="note-header">
        <h3 id={titleId}>{note.orderNumber}</h3>
        <span className={`status ${note.status}`}>{isOpen ? 'Open' : 'Done'}</span>
      </header>
      <p className="note-text">{note.text}</p>
      <p className="muted note-meta">
        {nameOf(note.createdBy)}, <time dateTime={note.createdAt}>{dateTime.format(new Date(note.createdAt))}</time>
        {note.version > 1 && (
          <>
            {' · changed '}
            <time dateTime={note.updatedAt}>{dateTime.format(new Date(note.updatedAt))}</time>
          </>
        )}
        {isSaving ? ' · saving…' : ` · version ${note.version}`}
      </p>
      <div className="note-actions" role="group" aria-label={`Actions for ${note.orderNumber}`}>
        <button
          type="button"
          className="button"
          aria-disabled={isSaving}
          onClick={() => {
            if (!isSaving) void run(note, { status: isOpen ? 'done' : 'open' });
          }}
        >
          {isOpen ? 'Mark done' : 'Reopen'}
        </button>
        <button type="button" className="button quiet" aria-disabled={isSaving} onClick={open('change')}>
          Edit <Verb name={verbs.change} />
        </button>
        <button type="button" className="button quiet" aria-disabled={isSaving} onClick={open('replace')}>
          Replace <Verb name={verbs.replace} />
        </button>
        <button
          type="button"
          className="button quiet"
          aria-expanded={showsFiles}
          onClick={() => {
            setShowsFiles(!showsFiles);
          }}
        >
          Files
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
      {showsFiles && (
        <AttachmentPanel api={attachmentsApi} noteId={note.id} reportError={reportError} announce={announce} />
      )}
    </article>
  );
}

/** How the button's call is sent, for those who look; its name says what it does. */
function Verb({ name }: { name: string }) {
  return (
    <small className="verb" aria-hidden="true">
      {name}
    </small>
  );
}
