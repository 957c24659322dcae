import { readWindowApp } from '@forward-to/application-config/window';

declare global {
  interface WindowApp {
    /** Origin of the external API: "additionalEnv" of custom-application-config.json adds it. */
    externalApiUrl: string;
  }
}

/** Reads `window.app`, the one place of this application that does. */
export function readEnvironment(): WindowApp {
  return readWindowApp();
}
