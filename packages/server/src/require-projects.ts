import { clientError } from '@forward-to/protocol';
import type { AllowedProjects } from './check-project.ts';
import type { SessionAuthVerifierOptions } from './options.ts';

/** Options of an entry to which nobody migrates: there, `projects` is required. */
export interface StrictVerifierOptions<Request extends object> extends SessionAuthVerifierOptions<Request> {
  projects: AllowedProjects;
}

/**
 * Makes sure that the options say whose Projects are served.
 *
 * @throws ForwardToError `invalid_config`
 */
export function requireProjects(options: { projects?: unknown }): void {
  if (options.projects !== undefined) return;
  throw clientError(
    'invalid_config',
    '"projects" is missing: users of every Project of every organisation would get in.',
    'Set "projects" to the keys of your Projects, or to a function that asks your database.',
  );
}
