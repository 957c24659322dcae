import { useEffect, useMemo, useRef, useState } from 'react';
import { ActivityBar } from '../activity/activity-bar.tsx';
import { ActivityCard } from '../activity/activity-card.tsx';
import { useActivity } from '../activity/use-activity.ts';
import { AccountCard } from '../session/account-card.tsx';
import type { SignedIn } from '../session/use-session.ts';
import { DeleteNoteDialog } from './delete-note-dialog.tsx';
import { NoteComposer } from './note-composer.tsx';
import { changedFields, NoteDialog } from './note-dialog.tsx';
import { NoteList } from './note-list.tsx';
import { createOrderNotesApi, type OrderNote, type OrderNoteInput } from './order-notes-api.ts';
import { useOrderNotes } from './use-order-notes.ts';

/** The page: a list of notes, a form for a new one, and who is looking at them. */
export function OrderNotesPage({ session }: { session: SignedIn }) {
  const { calls, track } = useActivity();
  const api = useMemo(() => createOrderNotesApi(track), [track]);
  const orderNotes = useOrderNotes(api, session);
  const [dialog, setDialog] = useState<{ kind: 'change' | 'replace' | 'delete'; note: OrderNote }>();
  const [news, setNews] = useState({
    text: session.signInCount > 0 ? `Signed in as ${session.current.user.name}.` : '',
    count: 0,
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const [deletedCount, setDeletedCount] = useState(0);
  const isSwitched = useRef(session.signInCount > 0);

  const projectKey = location.pathname.split('/')[1] ?? '';
  const permissions = session.current.projects.find(({ key }) => key === projectKey)?.permissions ?? [];

  // The button that had the focus went with its note, or with the user before.
  useEffect(() => {
    if (deletedCount > 0 || isSwitched.current) heading.current?.focus();
  }, [deletedCount]);

  const announce = (text: string) => {
    setNews(({ count }) => ({ text, count: count + 1 }));
  };
  const closeDialog = () => {
    setDialog(undefined);
  };
  const change = async (note: OrderNote, changes: Partial<OrderNoteInput>) => {
    await orderNotes.change(note, changes);
    announce(`Note ${note.orderNumber} changed.`);
  };

  return (
    <div className="page">
      <ActivityBar isActive={calls.some(({ state }) => state === 'running')} />
      <header className="page-header">
        <span className="mark" aria-hidden="true" />
        <h1 ref={heading} tabIndex={-1}>
          Order notes
        </h1>
        <p className="lead">What the team should know about an order, kept in an API of your own.</p>
      </header>
      <aside className="page-account">
        <AccountCard session={session} projectKey={projectKey} permissions={permissions} />
      </aside>
      <main className="page-main">
        <NoteComposer
          canManage={permissions.includes('canManageOrderNotes')}
          onCreate={async (input) => {
            await orderNotes.create(input);
            announce(`Note ${input.orderNumber} added.`);
          }}
        />
        <NoteList
          orderNotes={orderNotes}
          users={session.users}
          onChange={change}
          onFinishAll={async () => {
            await orderNotes.finishAll();
            announce('All notes are done.');
          }}
          onOpen={(kind, note) => {
            setDialog({ kind, note });
          }}
        />
      </main>
      <aside className="page-activity">
        <ActivityCard calls={calls} />
      </aside>
      {dialog?.kind === 'delete' && (
        <DeleteNoteDialog
          note={dialog.note}
          onClose={closeDialog}
          onDelete={async () => {
            await orderNotes.remove(dialog.note);
            announce(`Note ${dialog.note.orderNumber} deleted.`);
            setDeletedCount((count) => count + 1);
          }}
        />
      )}
      {dialog && dialog.kind !== 'delete' && (
        <NoteDialog
          note={dialog.note}
          kind={dialog.kind}
          onClose={closeDialog}
          onSave={async (input) => {
            if (dialog.kind === 'change') return change(dialog.note, changedFields(dialog.note, input));
            await orderNotes.replace(dialog.note, input);
            announce(`Note ${input.orderNumber} replaced.`);
          }}
        />
      )}
      <div role="status" className="toast-region">
        {news.text && (
          <p key={news.count} className="toast">
            {news.text}
          </p>
        )}
      </div>
    </div>
  );
}
