import { requirePermissions } from '@forward-to/server/express';

// The names are those of the Custom Application's permission groups: `OrderNotes` has a view and a manage permission.
export const canView = requirePermissions('canViewOrderNotes');
export const canManage = requirePermissions('canManageOrderNotes');
