import type { User } from './session-api.ts';

/** What a user may do in this application, in a sentence; their address where the gateway says nothing about it. */
export function describeRights({ id, email, projects }: User): string {
  const permissions = Object.values(projects ?? {}).flatMap((project) => project.permissions);
  if (permissions.includes('canManageOrderNotes')) return 'May read, add, change and delete notes.';
  if (permissions.includes('canViewOrderNotes')) return 'May read notes. The API rejects every change: try one.';
  return projects ? 'Has no permission for order notes.' : (email ?? id);
}
