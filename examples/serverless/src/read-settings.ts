/** Environment of a function: `process.env`, or the `env` of a Worker. */
export type Variables = Record<string, string | undefined>;

/** Options of the verifier that differ from one deployment to the next. */
export interface SessionSettings {
  audience: string;
  issuer: string;
  projects: string[];
  basePath?: string;
}

/**
 * Reads the settings that all platforms share.
 *
 * `BASE_PATH` is what the platform takes off the public path before the function sees it.
 *
 * @throws Error that names a variable that is not set: a function must not start with a guess about whom to trust.
 */
export function readSettings(variables: Variables): SessionSettings {
  const read = (name: string): string => {
    const value = variables[name];
    if (!value) throw new Error(`Set ${name}.`);
    return value;
  };
  return {
    audience: read('PUBLIC_URL'),
    issuer: read('ISSUER'),
    projects: read('PROJECTS').split(','),
    ...(variables.BASE_PATH && { basePath: variables.BASE_PATH }),
  };
}
