import { ApplicationContextProvider } from '@forward-to/react';
import { OrderNotesPage } from './order-notes/order-notes-page.tsx';
import { readEnvironment } from './environment.ts';
import type { SentCalls } from './sent-headers/sent-calls.ts';
import type { Session } from './session/session-api.ts';
import { SessionEndedDialog } from './session/session-ended-dialog.tsx';
import { SignInScreen } from './session/sign-in-screen.tsx';
import { useSession } from './session/use-session.ts';

/** Asks who is here first; the page itself is only for somebody who is signed in. */
export function App({ sentCalls }: { sentCalls: SentCalls }) {
  const session = useSession();

  if (session.state === 'loading') return <p className="page-message">Loading…</p>;
  if (session.state === 'signed-out') return <SignInScreen session={session} />;
  return (
    <ApplicationContextProvider environment={readEnvironment()} {...toContext(session.current)}>
      {/* A new key for each user and each sign-in of another: nothing of the one before stays on the screen. */}
      <OrderNotesPage key={session.current.user.id} session={session} sentCalls={sentCalls} />
      {session.endedBy && <SessionEndedDialog session={session} reason={session.endedBy} />}
    </ApplicationContextProvider>
  );
}

/** What an application shell would give its provider, out of the local gateway's session. */
function toContext({ user, projects }: Session) {
  const key = location.pathname.split('/')[1] ?? '';
  const permissions = projects.find((project) => project.key === key)?.permissions ?? [];
  return {
    user: { id: user.id, firstName: user.name, ...(user.email !== undefined && { email: user.email }) },
    project: { key, allAppliedPermissions: permissions.map((name) => ({ name, value: true })) },
  };
}
