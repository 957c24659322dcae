export type { ApplicationConfig } from './application-config.ts';
export { formatContentSecurityPolicy } from './content-security-policy.ts';
export type { ContentSecurityPolicy } from './content-security-policy.ts';
export type { ConfigWarning } from './errors.ts';
export { resolveApplicationConfig } from './resolve-application-config.ts';
export type { ResolvedApplicationConfig, ResolveOptions } from './resolve-application-config.ts';
export type { Environment } from './substitute-variables.ts';
