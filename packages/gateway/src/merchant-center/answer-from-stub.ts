import { printable } from '../errors.ts';
import { OWN_TARGETS } from './graphql-stubs.ts';
import type { GraphqlStub } from './graphql-stubs.ts';
import type { GraphqlRequest } from './read-graphql-request.ts';
import type { GraphqlAnswer } from './run-query.ts';

/** Answers with the stub of the operation, or says which operations the stub has. */
export function answerFromStub(stub: GraphqlStub, target: string, request: GraphqlRequest): GraphqlAnswer {
  const name = request.operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(request.query)?.[1];
  const answer = name !== undefined && Object.hasOwn(stub, name) ? stub[name] : undefined;
  if (answer) return { status: 200, body: answer };
  const known = Object.keys(stub);
  return {
    status: 200,
    body: {
      errors: [
        {
          message: `The stub of the GraphQL target "${printable(target)}" has no response for the operation "${printable(name ?? '(without a name)')}".`,
          extensions: {
            code: 'NO_STUB',
            hint: `Add the operation to the file of --graphql; it has ${known.join(', ')}.`,
          },
        },
      ],
    },
  };
}

/** Says why a target is not served here, and the ways on. */
export function answerUnknownTarget(target: string | undefined, stubs: ReadonlyMap<string, unknown>): GraphqlAnswer {
  const name = target === undefined ? 'no target' : `the target "${printable(target)}"`;
  return {
    status: 200,
    body: {
      errors: [
        {
          message: `The GraphQL request is for ${name}, which this local gateway does not have: it knows users and Projects ("${[...OWN_TARGETS, ...stubs.keys()].join('", "')}"), and no commerce data.`,
          extensions: {
            code: 'TARGET_NOT_SERVED',
            hint: `Answer it from a file with --graphql ${/^[\w-]+$/.test(target ?? '') ? target : 'ctp'}=stub.json, mock it in the page, or use the real platform with --upstream and a real login.`,
          },
        },
      ],
    },
  };
}
