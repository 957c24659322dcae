import { OrderNotesPage } from './order-notes/order-notes-page.tsx';
import { SessionEndedDialog } from './session/session-ended-dialog.tsx';
import { SignInScreen } from './session/sign-in-screen.tsx';
import { useSession } from './session/use-session.ts';

/** Asks who is here first; the page itself is only for somebody who is signed in. */
export function App() {
  const session = useSession();

  if (session.state === 'loading') return <p className="page-message">Loading…</p>;
  if (session.state === 'signed-out') return <SignInScreen session={session} />;
  return (
    <>
      {/* A new key for each user and each sign-in of another: nothing of the one before stays on the screen. */}
      <OrderNotesPage key={session.current.user.id} session={session} />
      {session.endedBy && <SessionEndedDialog session={session} reason={session.endedBy} />}
    </>
  );
}
