import express from 'express';
import type { RequestHandler } from 'express';
import { ApiError } from './api-error.ts';

const parseJson: RequestHandler = express.json({ limit: '64kb' });

/**
 * Reads a JSON body of at most 64 KiB into `request.body`.
 *
 * It stands in a route, behind the permission check: nobody else's body is read at all.
 */
export const jsonBody: RequestHandler = (request, response, next) => {
  // A call without a body is no matter of its type: the schema says what is missing.
  const isEmpty = request.headers['content-length'] === '0';
  if (!isEmpty && request.is('application/json') === false) {
    throw new ApiError(415, 'unsupported_media_type', 'Send the body as application/json.');
  }
  parseJson(request, response, next);
};
