import { describe, expect, it } from '@jest/globals';
import { createErrorBody, ForwardToError, parseErrorMark, readErrorBody } from './index.ts';

describe('createErrorBody', () => {
  it('leaves expected and actual out where the error has none', () => {
    const error = new ForwardToError('token_expired', 'The token is too old', {
      source: 'verifier',
      hint: 'Renew it.',
    });
    expect(createErrorBody(error, { details: true })).toStrictEqual({
      forwardToError: {
        source: 'verifier',
        code: 'token_expired',
        message: 'The token is too old',
        hint: 'Renew it.',
      },
    });
  });
});

describe('readErrorBody', () => {
  const body = { source: 'verifier', code: 'audience_mismatch', message: 'Another audience' };

  it.each([
    ['hint', 7],
    ['hint', { text: 'x' }],
    ['expected', 7],
    ['expected', null],
    ['expected', { 0: 'x' }],
    ['actual', ['x']],
    ['actual', false],
  ])('leaves out "%s" when it is %j', (name, value) => {
    expect(readErrorBody({ forwardToError: { ...body, [name]: value } })).toStrictEqual(body);
  });

  it.each([
    ['hint', 'Set it.'],
    ['expected', 'https://a.example.com'],
    ['expected', ['https://a.example.com', 'https://b.example.com']],
    ['actual', 'https://c.example.com'],
  ])('keeps "%s" when it is %j', (name, value) => {
    expect(readErrorBody({ forwardToError: { ...body, [name]: value } })).toStrictEqual({ ...body, [name]: value });
  });

  it('takes a body without a text as its message for one of somebody else', () => {
    expect(readErrorBody({ forwardToError: { ...body, message: undefined } })).toBeUndefined();
    expect(readErrorBody({ forwardToError: { ...body, message: 7 } })).toBeUndefined();
    expect(readErrorBody({ forwardToError: { ...body, code: 7 } })).toBeUndefined();
  });
});

describe('parseErrorMark', () => {
  it.each(['x-gateway/timeout', 'my api/timeout', 'gateway/timeout ', 'api/timeout\n', `api/${'a'.repeat(65)}`])(
    'takes %j, which only contains a mark, for none',
    (value) => {
      expect(parseErrorMark(value)).toBeUndefined();
    },
  );

  it('takes a code of 64 characters', () => {
    expect(parseErrorMark(`api/${'a'.repeat(64)}`)).toEqual({ source: 'api', code: 'a'.repeat(64) });
  });
});

describe('ForwardToError', () => {
  it('has no status, rather than an undefined one, where none is given', () => {
    const error = new ForwardToError('timeout', 'Too slow', {
      source: 'network',
      hint: 'Wait.',
      statusCode: undefined,
    });
    expect('statusCode' in error).toBe(false);
    expect(Object.keys(error.toJSON())).not.toContain('statusCode');
  });
});
