export { applicationConfig } from './application-config-plugin.ts';
export type { ApplicationConfigPluginOptions } from './application-config-plugin.ts';
