import { refusal } from './errors.ts';
import type { Session } from './session.ts';

/**
 * Tells whether the API serves a Project. Throwing, rejecting, or giving anything but `true` or `false` rejects the request
 * with 503.
 */
export type ProjectCheck = (projectKey: string) => boolean | Promise<boolean>;

/** Which Projects an API serves. */
export type AllowedProjects = readonly string[] | 'any' | ProjectCheck;

/**
 * Makes sure that the API serves the Project of the caller; asks a function only about a token that passed every other check.
 *
 * @throws ForwardToError `project_not_allowed`; the promise rejects with it too, or with `projects_unavailable`.
 */
export function checkProject({ projectKey }: Session, projects: AllowedProjects): Promise<void> | undefined {
  if (typeof projects === 'function') return askFor(projectKey, projects);
  if (projects === 'any' || projects.includes(projectKey)) return undefined;
  throw refusal('project_not_allowed', { expected: projects });
}

async function askFor(projectKey: string, isServed: ProjectCheck): Promise<void> {
  let answer: unknown;
  try {
    answer = await isServed(projectKey);
  } catch (cause) {
    throw refusal('projects_unavailable', { actual: 'the function threw or rejected', cause });
  }
  if (answer === true) return;
  if (answer === false) throw refusal('project_not_allowed');
  // Neither yes nor no, such as a document of a database or nothing at all: taken for yes, it could let everybody in.
  throw refusal('projects_unavailable', { expected: 'true or false', actual: `the function gave ${typeName(answer)}` });
}

/** The type of a value for the developer, never the value: it may come from a database. */
function typeName(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
