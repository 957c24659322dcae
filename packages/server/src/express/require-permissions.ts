import { assertPermissions, checkPermissionNames } from '../assert-permissions.ts';
import type { Session } from '../session.ts';
import { refuse } from './refuse.ts';
import type { AnswerableResponse, Next } from './refuse.ts';

export type PermissionGuard = (request: object, response: AnswerableResponse, next: Next) => void;

/**
 * Creates an Express middleware that lets only users with every one of these permissions through; it stands behind
 * `createSessionMiddleware` and answers as that one does.
 *
 * Without permissions in the session nobody passes, and the answer says whether the client did not ask for them
 * (`permissions_not_requested`) or the user lacks one (`insufficient_permissions`).
 *
 * @throws ForwardToError `invalid_config` when no permission is named.
 * @example app.get('/orders', requirePermissions('canViewOrders'), listOrders);
 */
export function requirePermissions<Permission extends string = string>(
  ...names: [Permission, ...Permission[]]
): PermissionGuard {
  checkPermissionNames(names);
  return (request, response, next) => {
    try {
      assertPermissions((request as { session?: Session }).session, ...names);
    } catch (error) {
      refuse(error, request, response, next);
      return;
    }
    next();
  };
}
