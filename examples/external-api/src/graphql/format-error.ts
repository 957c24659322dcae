import { GraphQLError } from 'graphql';
import { ApiError } from '../api-error.ts';

/**
 * Gives every error a code in `extensions`, and the wrong fields of an input: the same words as the routes.
 *
 * As there, the caller reads about their own mistakes only; anything else goes to `report`.
 */
export function createErrorFormatter(report: (error: unknown) => void): (error: GraphQLError | Error) => GraphQLError {
  return (error) => {
    // What the library says of a request that is none of GraphQL.
    if (!(error instanceof GraphQLError)) return toGraphQlError(error.message, 'bad_request');
    const { originalError, message } = error;
    if (originalError instanceof ApiError) {
      const { code, errors } = originalError;
      return toGraphQlError(message, code, error, errors && { errors });
    }
    // Syntax, validation, and variables of another type.
    if (!originalError || originalError instanceof GraphQLError) return toGraphQlError(message, 'invalid_query', error);
    report(originalError);
    return toGraphQlError('Something went wrong in this API.', 'internal_error', error);
  };
}

function toGraphQlError(message: string, code: string, error?: GraphQLError, details = {}): GraphQLError {
  return new GraphQLError(message, {
    nodes: error?.nodes ?? null,
    path: error?.path ?? null,
    extensions: { code, ...details },
  });
}
