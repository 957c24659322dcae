export type { Session } from '../session.ts';
export { requirePermissions, sessionPlugin } from './session-plugin.ts';
export type { FastifyVerifiableRequest, SessionPluginOptions } from './session-plugin.ts';
