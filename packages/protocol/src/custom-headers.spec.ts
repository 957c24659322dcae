import { describe, expect, it } from '@jest/globals';
import { isForwardToError } from './index.ts';
import { forwardHeaderName, isReservedForwardHeader, readHeaders } from './custom-headers.ts';
import type { HeaderInput } from './custom-headers.ts';

function errorOf(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('readHeaders', () => {
  it('sends numbers and booleans as text', () => {
    expect(readHeaders({ 'x-count': 0, 'x-on': true, 'x-off': false })).toEqual([
      ['x-count', '0'],
      ['x-on', 'true'],
      ['x-off', 'false'],
    ]);
  });

  it('treats names as one when HTTP does, and only then', () => {
    expect(readHeaders({ 'X-Kelvin': 'a', 'x-kelvin': 'b' })).toEqual([['x-kelvin', 'b']]);
    expect(readHeaders({ 'x-a': '1', 'x-b': '2' })).toHaveLength(2);
  });

  it.each([
    ['a list', []],
    ['a Map', new Map()],
    ['a Headers instance', new Headers()],
    ['null', null],
    ['a function', () => undefined],
  ])('rejects %s, whose headers would get lost', (_, headers) => {
    expect(errorOf(() => readHeaders(headers as unknown as HeaderInput)).code).toBe('invalid_config');
  });

  it('shows at most 40 characters of a name that is not valid', () => {
    const { code, message } = errorOf(() => readHeaders({ [`${'n'.repeat(39)} ${'p'.repeat(500)}`]: 'x' }));
    expect(code).toBe('invalid_header');
    expect(message).toContain('n'.repeat(39));
    expect(message).not.toContain('p');
  });
});

describe('the header names that are reserved', () => {
  it.each([
    'x-authorization',
    'my-host',
    'authorization-id',
    'host-name',
    'ete',
    'tea',
    'x-upgrade',
    'cookie3',
    'cookies',
  ])('do not include %s, which only contains one', (name) => {
    expect(isReservedForwardHeader(name)).toBe(false);
    expect(forwardHeaderName(name)).toBe(`x-forward-header-${name}`);
  });

  it.each(['cookie', 'Cookie2', 'expect', 'proxy', 'Proxy-Connection', 'X-MC-API-', 'x_forward_header_x'])(
    'include %s',
    (name) => {
      expect(isReservedForwardHeader(name)).toBe(true);
      expect(errorOf(() => forwardHeaderName(name)).code).toBe('invalid_header');
    },
  );
});
