import { Dialog } from '../ui/dialog.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import type { ShownError } from '../ui/shown-error.ts';
import type { SignedIn } from './use-session.ts';

/** The one place that says that the session has ended. What the user typed stays on the page behind it. */
export function SessionEndedDialog({ session, reason }: { session: SignedIn; reason: ShownError }) {
  const { user } = session.current;
  // The gateway's hint is for developers; a user signs in by the button below.
  const ended = { ...reason, hint: '' };
  return (
    <Dialog title="Your session has ended">
      <p>Your last change was not saved. Sign in again as {user.name} to continue. What you typed is still here.</p>
      <ErrorPanel error={session.error ?? ended} />
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
