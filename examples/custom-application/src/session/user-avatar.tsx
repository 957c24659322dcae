import type { User } from './session-api.ts';

/** Two letters for a user; decoration, the name stands beside it. */
export function UserAvatar({ user }: { user: User }) {
  const initials = user.name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  return (
    <span className="avatar" aria-hidden="true">
      {initials.toUpperCase()}
    </span>
  );
}
