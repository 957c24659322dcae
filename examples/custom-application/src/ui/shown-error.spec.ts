import { describe, expect, it } from '@jest/globals';
import { HttpError } from '@forward-to/http-client';
import { ForwardToError } from '@forward-to/protocol';
import { isSessionEnded, toShownError } from './shown-error.ts';

const REQUEST = { method: 'GET', url: 'http://localhost:6001/order-notes' };

function answer(statusCode: number, mark: string | null, body?: unknown): HttpError {
  return new HttpError(
    { statusCode, getHeader: () => mark, url: 'http://localhost:8080/proxy/forward-to', request: REQUEST },
    body,
  );
}

describe('toShownError', () => {
  it('shows what the API says about the input, field by field, the first complaint of each', () => {
    const errors = [
      { field: 'text', message: 'Write something.' },
      { field: 'text', message: 'Use at most 2000 characters.' },
      { field: 7, message: 'not a field' },
      null,
    ];
    const body = { code: 'invalid_input', message: 'The body is not what this call takes.', errors };
    expect(toShownError(answer(400, 'api/http_error', body))).toMatchObject({
      message: `GET ${REQUEST.url} responded with 400: The body is not what this call takes.`,
      code: 'http_error',
      apiCode: 'invalid_input',
      source: 'api',
      statusCode: 400,
      fields: { text: 'Write something.' },
    });
  });

  it('keeps the hint of the hop that refused, and what it expected', () => {
    const forwardToError = {
      source: 'verifier',
      code: 'insufficient_permissions',
      message: 'The user lacks a permission',
      hint: 'Give a team of the user the permission.',
      expected: ['canManageOrderNotes'],
    };
    expect(toShownError(answer(403, 'verifier/insufficient_permissions', { forwardToError }))).toEqual({
      message: `GET ${REQUEST.url} responded with 403: The user lacks a permission`,
      hint: 'Give a team of the user the permission.',
      code: 'insufficient_permissions',
      source: 'verifier',
      statusCode: 403,
      expected: 'canManageOrderNotes',
      fields: {},
    });
  });

  it('has a hint for every answer of an API, and a message for whatever else was thrown', () => {
    for (const status of [400, 404, 409, 418, 500, 503]) expect(toShownError(answer(status, null)).hint).toBeTruthy();
    expect(toShownError('?').message).toBe('Something went wrong in this page.');
    expect(toShownError(new Error('Out of paper')).message).toBe('Out of paper');
  });
});

describe('isSessionEnded', () => {
  it('is true for a 401 of the gateway, marked or not, and for no other', () => {
    const refusal = { forwardToError: { source: 'gateway', code: 'unauthenticated', message: 'No session' } };
    expect(isSessionEnded(answer(401, 'gateway/unauthenticated', refusal))).toBe(true);
    expect(isSessionEnded(answer(401, null))).toBe(true);
    expect(isSessionEnded(answer(401, 'api/http_error'))).toBe(false);
    expect(isSessionEnded(answer(401, 'verifier/token_expired'))).toBe(false);
    expect(isSessionEnded(answer(403, 'gateway/project_access_denied'))).toBe(false);
    expect(isSessionEnded(new ForwardToError('timeout', 'Too slow', { source: 'network', hint: '' }))).toBe(false);
    expect(isSessionEnded(new Error('401'))).toBe(false);
  });
});
