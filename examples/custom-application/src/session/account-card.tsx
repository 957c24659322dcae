import { ErrorPanel } from '../ui/error-panel.tsx';
import { UserAvatar } from './user-avatar.tsx';
import type { SignedIn } from './use-session.ts';

interface AccountCardProps {
  session: SignedIn;
  projectKey: string;
  permissions: readonly string[];
}

/** Who is signed in, what they may do here, and who else could be. */
export function AccountCard({ session, projectKey, permissions }: AccountCardProps) {
  const { user } = session.current;
  const others = session.users.filter((candidate) => candidate.id !== user.id);
  return (
    <section className="card account" aria-labelledby="account-title">
      <h2 id="account-title" className="card-title">
        Signed in
      </h2>
      <div className="account-user">
        <UserAvatar user={user} />
        <div>
          <strong>{user.name}</strong>
          <p className="muted">{user.email ?? user.id}</p>
        </div>
      </div>
      <dl className="account-facts">
        <dt>Project</dt>
        <dd>
          <code>{projectKey}</code>
        </dd>
        <dt>Permissions</dt>
        <dd>
          {permissions.length === 0 && <span className="muted">none in this Project</span>}
          <ul className="chips">
            {permissions.map((permission) => (
              <li key={permission}>
                <code>{permission}</code>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      {others.map((other) => (
        <button
          key={other.id}
          type="button"
          className="button switch-user"
          aria-disabled={session.isBusy}
          onClick={() => void session.signIn(other.id)}
        >
          Switch to {other.name}
        </button>
      ))}
      {session.error && <ErrorPanel error={session.error} />}
    </section>
  );
}
