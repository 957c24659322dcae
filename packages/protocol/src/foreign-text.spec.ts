import { describe, expect, it } from '@jest/globals';
import { parseHttpUrl, readErrorBody, showValue } from './index.ts';

const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};

describe('readErrorBody', () => {
  it('gives text on one line, without control characters, and cut', () => {
    const long = `a\u001b[31m\r\nb\u202e${'x'.repeat(5_000_000)}`;
    const found = readErrorBody({
      forwardToError: { source: 'api', code: 'x', message: long, hint: long, actual: long, expected: [long, 7] },
    });
    for (const text of [found!.message, found!.hint!, found!.actual!, ...(found!.expected as string[])]) {
      expect(text.length).toBeLessThanOrEqual(500);
      expect(text).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
    }
    expect(found!.message).toMatch(/^a \[31m b x/);
  });
});

describe('the message of parseHttpUrl', () => {
  it.each([
    ['/orders', '"/orders"'],
    ['ftp://user:p@ss@files.example.com/a?token=1#b', '"ftp://files.example.com/a"'],
    ['user:secret@host', '"host"'],
    [undefined, 'undefined'],
    [8080, '8080'],
    [{ toString: () => 'https://api.example.com' }, 'object'],
    ['x'.repeat(500), `"${'x'.repeat(60)}"`],
  ])('shows %p without what may be a secret', (value, shown) => {
    expect(message(() => parseHttpUrl(value, 'uri'))).toBe(
      `"uri" must be an absolute http(s) URL (received ${shown}).`,
    );
  });
});

it('shows a value that was given by mistake, and runs no code of its own', () => {
  expect([2, true, null, undefined, 'v3\u001b', {}].map(showValue)).toEqual([
    '2',
    'true',
    'null',
    'undefined',
    '"v3\\u001b"',
    'object',
  ]);
});
