import { ForwardToError } from '@forward-to/protocol';

declare global {
  /**
   * What the page finds as `window.app`. An application adds the values of its own `additionalEnv` to this interface.
   *
   * @example declare global { interface WindowApp { externalApiUrl: string } }
   */
  interface WindowApp {
    /** URL of the Merchant Center API Gateway. */
    mcApiUrl: string;
    env: 'development' | 'production';
    /** Whether the Merchant Center serves the page. */
    servedByProxy: boolean;
    applicationName: string;
    /** Entry point and application ID, as the gateway receives them. */
    applicationIdentifier?: string;
    entryPointUriPath?: string;
    /** Where forward-to calls go instead of the gateway of `mcApiUrl`. On this machine only. */
    forwardToUrl?: string;
  }
  interface Window {
    app: WindowApp;
  }
}

/**
 * Reads `window.app`, with the types that the application has added to the interface `WindowApp`.
 *
 * It reads when you call it, never at import.
 *
 * @throws ForwardToError `invalid_config` when the page has no `window.app`.
 * @example readWindowApp().externalApiUrl
 */
export function readWindowApp(): WindowApp {
  const { window: page } = globalThis as { window?: { app?: WindowApp } };
  if (page?.app) return page.app;
  throw new ForwardToError('invalid_config', 'This page has no application configuration: window.app is not set.', {
    source: 'client',
    hint: 'Add applicationConfig() of @forward-to/application-config/vite to the plugins of your Vite configuration. In a test, set window.app yourself.',
  });
}
