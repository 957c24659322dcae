import { Brand } from '../ui/brand.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { describeRights } from './describe-rights.ts';
import { UserAvatar } from './user-avatar.tsx';
import type { SignedOut } from './use-session.ts';

/** Stands in for the Merchant Center's login page. */
export function SignInScreen({ session }: { session: SignedOut }) {
  return (
    <main className="sign-in">
      <Brand />
      <h1>Order notes</h1>
      <p className="lead">
        A page that calls an API of its own through the gateway. Choose who you are: the local gateway needs no
        password.
      </p>
      {session.error && <ErrorPanel error={session.error} />}
      <ul className="user-list">
        {session.users.map((user) => (
          <li key={user.id}>
            <button
              type="button"
              className="user-choice"
              aria-disabled={session.isBusy}
              onClick={() => void session.signIn(user.id)}
            >
              <UserAvatar user={user} />
              <span>
                <strong>Sign in as {user.name}</strong>
                <span className="muted">{describeRights(user)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {session.users.length === 0 && (
        <button
          type="button"
          className="button"
          onClick={() => {
            location.reload();
          }}
        >
          Try again
        </button>
      )}
    </main>
  );
}
