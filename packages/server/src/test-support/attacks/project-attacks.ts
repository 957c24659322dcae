import type { Attack, GoodCall, ProjectFunction } from './attack.ts';
import type { Lab } from './lab.ts';

/** Users of a Project that a function about Projects does not clearly let in. */
export function projectAttacks(lab: Lab): Attack[] {
  const authorization = [`Bearer ${lab.token()}`];
  const attacks = (imitates: string, code: Attack['code'], functions: Readonly<Record<string, ProjectFunction>>) =>
    Object.entries(functions).map(([name, projects]) => ({
      name,
      imitates,
      code,
      authorization,
      options: { projects },
    }));
  return [
    ...attacks('not waiting for the answer about a Project', 'project_not_allowed', {
      'a function that returns false': { returns: false },
      'a function that resolves with false': { resolves: false },
    }),
    ...attacks('taking whatever is not false for yes', 'projects_unavailable', {
      'a function that returns nothing': { returns: undefined },
      'a function that returns null': { returns: null },
      'a function that returns 0': { returns: 0 },
      'a function that returns 1': { returns: 1 },
      'a function that returns "true"': { returns: 'true' },
      'a function that returns a list of Projects': { returns: ['my-project'] },
      'a function that returns a document': { returns: { allowed: true } },
      'a function that resolves with nothing': { resolves: undefined },
      'a function that resolves with 1': { resolves: 1 },
      'a function that resolves with a document': { resolves: { projectKey: 'my-project' } },
    }),
    ...attacks('letting callers in while the database is down', 'projects_unavailable', {
      'a function that throws': { throws: 'database is down' },
      'a function that rejects': { rejects: 'database is down' },
    }),
  ];
}

/** Users of a Project that the function lets in. */
export function projectCalls(lab: Lab): GoodCall[] {
  const authorization = [`Bearer ${lab.token()}`];
  return [
    { name: 'a function that returns true', authorization, options: { projects: { returns: true } } },
    { name: 'a function that resolves with true', authorization, options: { projects: { resolves: true } } },
  ];
}
