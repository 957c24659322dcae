import { createErrorBody, formatErrorMark, X_FORWARD_TO_ERROR } from '@forward-to/protocol';
import type { ForwardToError, ForwardToErrorBody } from '@forward-to/protocol';

/** The HTTP answer to a refused call, for any framework. */
export interface RefusalAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: ForwardToErrorBody;
}

/**
 * Decides what a refused caller gets to see; the one place that does.
 *
 * @param options.exposeDetails shows hint, expected and actual, which tell about the API's configuration.
 */
export function createRefusalAnswer(error: ForwardToError, options: { exposeDetails: boolean }): RefusalAnswer {
  const statusCode = error.statusCode ?? 500;
  return {
    statusCode,
    headers: {
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json; charset=utf-8',
      [X_FORWARD_TO_ERROR]: formatErrorMark(error),
      // RFC 6750 §3.1: no error attribute where no token came.
      ...(statusCode === 401 && {
        'WWW-Authenticate': error.code === 'missing_authorization' ? 'Bearer' : 'Bearer error="invalid_token"',
      }),
    },
    body: createErrorBody(error, { details: options.exposeDetails }),
  };
}
