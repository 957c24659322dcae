import { clientError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { refusal } from './errors.ts';
import { reportRefusal } from './hooks.ts';
import type { Session } from './session.ts';

/**
 * Makes sure that the user has every one of these permissions; fails closed, and tells the `onRejected` of the verifier.
 *
 * @throws ForwardToError `missing_authorization` without a session, `permissions_not_requested` when the token carries no
 * permissions, `insufficient_permissions` when one is lacking.
 * @example assertPermissions(await verify(request), 'canManageOrderNotes')
 */
export function assertPermissions<Permission extends string = string>(
  session: Session | undefined,
  ...names: readonly Permission[]
): void {
  checkPermissionNames(names);
  if (typeof session !== 'object' || typeof (session as Partial<Session> | null)?.userId !== 'string') {
    throw refusal('missing_authorization', {
      hint: 'Put the session middleware, or the verifier, before the check of permissions.',
    });
  }
  const error = findLack(session, names);
  if (!error) return;
  reportRefusal(session, error);
  throw error;
}

function findLack({ userPermissions }: Session, names: readonly string[]): ForwardToError | undefined {
  if (!Array.isArray(userPermissions)) return refusal('permissions_not_requested', { expected: names });
  const missing = names.filter((name) => !userPermissions.includes(name));
  if (missing.length === 0) return undefined;
  const quoted = missing.map((name) => `"${name}"`).join(', ');
  const hint = `The user lacks ${quoted}. Give it to a team of the user in this Project. On your machine, add ${quoted} to the "--permissions" of the local gateway.`;
  return refusal('insufficient_permissions', { expected: missing, hint });
}

/** @throws ForwardToError `invalid_config` for no name at all: such a guard would guard nothing. */
export function checkPermissionNames(names: readonly unknown[]): void {
  if (names.length > 0 && names.every((name) => typeof name === 'string' && name !== '')) return;
  throw clientError(
    'invalid_config',
    'No permission is named.',
    "Name each permission as text, for example 'canViewOrderNotes'.",
  );
}
