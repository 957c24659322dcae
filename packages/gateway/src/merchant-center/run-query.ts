import type * as GraphqlModule from 'graphql';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { isForwardToError } from '@forward-to/protocol';
import { createRootValue } from './merchant-center-resolvers.ts';
import type { MerchantCenterContext } from './merchant-center-resolvers.ts';
import { MERCHANT_CENTER_SCHEMA } from './merchant-center-schema.ts';
import type { GraphqlRequest } from './read-graphql-request.ts';

/** Status and body of a GraphQL response (GraphQL over HTTP, "application/json"). */
export interface GraphqlAnswer {
  status: number;
  body: { data?: unknown; errors?: readonly GraphQLFormattedError[] };
}

const MAX_TOKENS = 5_000;
const HINT =
  'The local gateway answers what the application shell asks about users and Projects. For more, use --upstream with a real login, or mock the operation in the page.';

/** Answers questions about users and Projects by a schema, so that what a page asks is answered or rejected by name. */
export function createQueryRunner(): (
  request: GraphqlRequest,
  context: MerchantCenterContext,
) => Promise<GraphqlAnswer> {
  let loading: Promise<{ graphql: typeof GraphqlModule; schema: GraphQLSchema }> | undefined;
  return async (request, context) => {
    // Loaded with the first question, not with the package: GraphQL.js takes longer than the rest of the gateway.
    loading ??= import('graphql').then((graphql) => ({ graphql, schema: graphql.buildSchema(MERCHANT_CENTER_SCHEMA) }));
    const { graphql, schema } = await loading;
    return runQuery(graphql, schema, request, context);
  };
}

async function runQuery(
  graphql: typeof GraphqlModule,
  schema: GraphQLSchema,
  { query, operationName, variables }: GraphqlRequest,
  context: MerchantCenterContext,
): Promise<GraphqlAnswer> {
  let document;
  try {
    document = graphql.parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return reject([error as GraphQLError]);
  }
  const problems = graphql.validate(schema, document, undefined, { maxErrors: 10 });
  if (problems.length > 0) return reject(problems);
  const { data, errors } = await graphql.execute({
    schema,
    document,
    operationName: operationName ?? null,
    variableValues: variables,
    rootValue: createRootValue(context),
  });
  const refusal = errors?.map(({ originalError }) => originalError).find(isForwardToError);
  if (refusal) throw refusal;
  // Without "data" nothing was run: a mutation, a wrong variable, or an operation that the document does not have.
  if (!data) return reject(errors ?? []);
  return { status: 200, body: { data, ...(errors && { errors: errors.map((error) => error.toJSON()) }) } };
}

function reject(errors: readonly GraphQLError[]): GraphqlAnswer {
  return {
    status: 400,
    body: {
      errors: errors.map((error) => ({
        ...error.toJSON(),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', hint: HINT },
      })),
    },
  };
}
