import { describe, expect, it } from '@jest/globals';
import {
  clientError,
  createErrorBody,
  ForwardToError,
  formatErrorMark,
  isForwardToError,
  parseErrorMark,
  readErrorBody,
} from './index.ts';

const mismatch = new ForwardToError('audience_mismatch', 'The token is for another API', {
  source: 'verifier',
  statusCode: 401,
  hint: 'Set "audience".',
  expected: ['https://a.example.com'],
  actual: 'https://b.example.com',
  cause: new Error('inner'),
});

describe('ForwardToError', () => {
  it('gives name, code, message, hint, source and status as JSON, nothing more', () => {
    expect(JSON.parse(JSON.stringify(mismatch))).toEqual({
      name: 'ForwardToError',
      code: 'audience_mismatch',
      message: 'The token is for another API',
      hint: 'Set "audience".',
      source: 'verifier',
      statusCode: 401,
    });
  });

  it('names the call in JSON where there is one', () => {
    const request = { method: 'GET', url: 'https://api.example.com/orders' };
    const error = new ForwardToError('http_error', 'm', { source: 'api', hint: 'h', request });
    expect(error.toJSON().request).toEqual(request);
  });

  it('leaves status, expected and actual out where there are none', () => {
    const error = clientError('missing_context', 'No gateway URL', 'Set mcApiUrl.');
    expect(Object.keys(error).sort()).toEqual(['code', 'hint', 'name', 'source']);
    expect(error.source).toBe('client');
    expect('cause' in error).toBe(false);
  });

  it('keeps its cause', () => {
    expect(mismatch.cause).toEqual(new Error('inner'));
  });
});

describe('isForwardToError', () => {
  it('finds an error of another copy of the package', () => {
    class Copy extends Error {
      get '@forward-to/error'(): true {
        return true;
      }
    }
    expect(isForwardToError(new Copy())).toBe(true);
    expect(isForwardToError(mismatch)).toBe(true);
  });

  it.each([undefined, null, 'x', 1, {}, new Error('x'), { name: 'ForwardToError', code: 'timeout' }])(
    'refuses %p',
    (value) => {
      expect(isForwardToError(value)).toBe(false);
    },
  );
});

describe('the error on the wire', () => {
  it('shows hint, expected and actual only with details', () => {
    expect(createErrorBody(mismatch, { details: false })).toEqual({
      forwardToError: { source: 'verifier', code: 'audience_mismatch', message: 'The token is for another API' },
    });
    expect(createErrorBody(mismatch, { details: true }).forwardToError).toEqual({
      source: 'verifier',
      code: 'audience_mismatch',
      message: 'The token is for another API',
      hint: 'Set "audience".',
      expected: ['https://a.example.com'],
      actual: 'https://b.example.com',
    });
  });

  it('reads back what it wrote', () => {
    const body = createErrorBody(mismatch, { details: true });
    expect(readErrorBody(JSON.parse(JSON.stringify(body)))).toEqual(body.forwardToError);
    expect(parseErrorMark(formatErrorMark(mismatch))).toEqual({ source: 'verifier', code: 'audience_mismatch' });
  });

  it.each([undefined, null, '', 'x', [], { forwardToError: null }, { forwardToError: { code: 1, message: 'x' } }])(
    'finds no refusal in %p',
    (body) => {
      expect(readErrorBody(body)).toBeUndefined();
    },
  );

  it.each([null, undefined, '', 'gateway', 'gateway/', 'client/timeout', 'gateway/a b', 'Gateway/x', 'api/x/y'])(
    'takes %p for no mark',
    (value) => {
      expect(parseErrorMark(value)).toBeUndefined();
    },
  );
});
