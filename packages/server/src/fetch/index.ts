export { assertPermissions } from '../assert-permissions.ts';
export type { Session } from '../session.ts';
export { createSessionAuthVerifier, createSessionGuard } from './create-session-guard.ts';
export type { FetchVerifierOptions, SessionHandler } from './create-session-guard.ts';
