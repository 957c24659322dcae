import { Dialog } from '../ui/dialog.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import type { ShownError } from '../ui/shown-error.ts';
import type { SignedIn } from './use-session.ts';

/** The one place that says that the session is over; what was typed stays behind it. */
export function SessionEndedDialog({ session, reason }: { session: SignedIn; reason: ShownError }) {
  const { user } = session.current;
  return (
    <Dialog title="Your session has ended">
      <p>Nothing more was changed. Sign in again to go on as {user.name}; what you have typed is still here.</p>
      <ErrorPanel error={session.error ?? reason} />
      <div className="dialog-actions">
        <button
          type="button"
          className="button primary"
          aria-disabled={session.isBusy}
          onClick={() => void session.signIn(user.id)}
        >
          Sign in again
        </button>
      </div>
    </Dialog>
  );
}
