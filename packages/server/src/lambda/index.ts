export { assertPermissions } from '../assert-permissions.ts';
export type { Session } from '../session.ts';
export { createSessionAuthVerifier, createSessionGuard } from './create-session-guard.ts';
export type { LambdaVerifierOptions } from './create-session-guard.ts';
export type { LambdaEvent, LambdaResult } from './lambda-event.ts';
