import { clientError } from '@forward-to/protocol';

/** Ready-made responses of one GraphQL target, by the name of the operation. */
export type GraphqlStub = Record<string, { data?: unknown; errors?: { message: string }[] }>;

/** Targets that the gateway answers itself. */
export const OWN_TARGETS: readonly string[] = ['mc', 'settings'];

/**
 * Checks the stubs of the option `graphql`.
 *
 * @throws ForwardToError `invalid_config` that names the target and the operation.
 */
export function readGraphqlStubs(value: unknown): ReadonlyMap<string, GraphqlStub> {
  if (!isRecord(value)) {
    throw clientError(
      'invalid_config',
      '"graphql" must be an object.',
      'Pass { ctp: { FetchProducts: { data: { … } } } }: target, operation name, response.',
    );
  }
  for (const [target, operations] of Object.entries(value)) readTarget(target, operations);
  return new Map(Object.entries(value as Record<string, GraphqlStub>));
}

function readTarget(target: string, operations: unknown): void {
  const place = `"graphql.${target}"`;
  if (OWN_TARGETS.includes(target)) {
    throw clientError(
      'invalid_config',
      `${place} cannot be stubbed: the gateway answers the target "${target}" itself.`,
      'Users, Projects and permissions come from "users" and "projects".',
    );
  }
  if (!/^[\w-]{1,100}$/.test(target) || !isRecord(operations)) {
    throw clientError(
      'invalid_config',
      `${place} must be an object of responses.`,
      'Write { "FetchProducts": { "data": { … } } } into the file: the operation names of your queries, each with its response.',
    );
  }
  for (const [name, answer] of Object.entries(operations)) {
    if (isRecord(answer) && ('data' in answer || Array.isArray(answer.errors))) continue;
    throw clientError(
      'invalid_config',
      `The response of ${place} to "${name}" has neither "data" nor "errors".`,
      `Write "${name}": { "data": { … } }.`,
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
