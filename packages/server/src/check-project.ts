import { refusal } from './errors.ts';
import type { Session } from './session.ts';

/** @throws ForwardToError `project_not_allowed` */
export function checkProject({ projectKey }: Session, projects: readonly string[] | 'any'): void {
  if (projects === 'any' || projects.includes(projectKey)) return;
  throw refusal('project_not_allowed', { expected: projects });
}
