import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ApiError, notFound } from './api-error.ts';

/** Answers to paths that no route takes. */
export const handleUnknownPath: RequestHandler = (request) => {
  throw notFound(`There is nothing at ${request.method} ${request.path}.`);
};

/**
 * Answers every error as JSON, `{ code, message, errors? }`.
 *
 * The caller reads about their own mistakes only; anything else is a bare 500, and goes to `report` with its stack.
 */
export function createErrorHandler(report: (error: unknown) => void): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express tells an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    const answer = toApiError(error);
    if (answer.statusCode >= 500) report(error);
    if (response.headersSent) {
      response.destroy(); // Too late for another answer: cut this one off, so that nobody takes half of it for the whole.
      return;
    }
    const { statusCode, code, message, errors } = answer;
    response.status(statusCode).json({ code, message, ...(errors && { errors }) });
  };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const { type, statusCode } = readHttpError(error);
  switch (type) {
    case 'entity.parse.failed':
      return new ApiError(400, 'malformed_json', 'The body is not valid JSON.');
    case 'entity.too.large':
      return new ApiError(413, 'payload_too_large', 'The body is too large.');
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new ApiError(415, 'unsupported_media_type', 'Send the body as JSON in UTF-8.');
    default:
      if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
        return new ApiError(statusCode, 'bad_request', 'The request cannot be read.');
      }
      return new ApiError(500, 'internal_error', 'Something went wrong in this API.');
  }
}

/** Express and its body parsers throw errors with a `statusCode`, some with a `type`. */
function readHttpError(error: unknown): { type?: unknown; statusCode?: number } {
  if (typeof error !== 'object' || error === null) return {};
  const { type, statusCode } = error as Record<string, unknown>;
  return { type, ...(typeof statusCode === 'number' && { statusCode }) };
}
