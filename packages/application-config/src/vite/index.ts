export { applicationConfig } from './application-config-plugin.ts';
export type { ApplicationConfigPlugin, ApplicationConfigPluginOptions } from './application-config-plugin.ts';
