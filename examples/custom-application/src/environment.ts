/** What this application adds to `window.app`: the origin of the external API. */
export interface ApplicationEnvironment {
  externalApiUrl: string;
  [name: string]: unknown;
}

/** Reads `window.app`, the one place of this application that does. */
export function readEnvironment(): ApplicationEnvironment {
  const { app } = window as unknown as { app: ApplicationEnvironment };
  return app;
}
