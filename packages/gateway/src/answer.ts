import type { ServerResponse } from 'node:http';
import { createErrorBody, formatErrorMark, X_FORWARD_TO_ERROR } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';

/** Answers with JSON that no cache keeps. */
export function answerJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-length': Buffer.byteLength(text),
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

/** Answers with an error of the gateway: body, mark and status. Closes the connection when a response had begun. */
export function answerError(response: ServerResponse, error: ForwardToError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader(X_FORWARD_TO_ERROR, formatErrorMark(error));
  // RFC 9110 §15.5.2: a 401 names the scheme.
  if (error.statusCode === 401) response.setHeader('www-authenticate', 'Bearer');
  answerJson(response, error.statusCode ?? 500, createErrorBody(error, { details: true }));
}
