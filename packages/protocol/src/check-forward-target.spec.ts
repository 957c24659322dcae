import { describe, expect, it } from '@jest/globals';
import { checkForwardTarget, createForwardToHeaders, isForwardToError, parseHttpUrl } from './index.ts';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isForwardToError(error)) return error.code;
    throw error;
  }
  return 'none';
}

describe('checkForwardTarget', () => {
  it('lets an http URL pass while the gateway is not known', () => {
    expect(checkForwardTarget('http://localhost:6001/orders')).toBe('http://localhost:6001/orders');
    expect(createForwardToHeaders({ uri: 'http://localhost:6001/orders' })['X-Forward-To']).toBe(
      'http://localhost:6001/orders',
    );
  });

  it.each([
    [' https://API.example.com/a?b=<c>', 'https://API.example.com/a?b=<c>'],
    ['https://API.example.com/a\t', 'https://API.example.com/a'],
    ['\nhttps://API.example.com/a\n', 'https://API.example.com/a'],
  ])('sends %j as it is typed, without the white space around it', (uri, sent) => {
    expect(checkForwardTarget(uri, 'https://mc-api.example.com')).toBe(sent);
  });

  it('rejects an http URL for a gateway whose name only looks like this machine', () => {
    const send = () => checkForwardTarget('http://localhost:6001', 'https://localhost.example.com');
    expect(codeOf(send)).toBe('invalid_config');
  });
});

describe('parseHttpUrl', () => {
  it('asks no object for its text, only strings and URLs', () => {
    let asked = 0;
    const value = {
      toString: () => {
        asked += 1;
        return 'https://api.example.com';
      },
    };
    expect(codeOf(() => parseHttpUrl(value, 'uri'))).toBe('invalid_config');
    expect(asked).toBe(0);
    expect(parseHttpUrl(new URL('https://api.example.com/a'), 'uri').href).toBe('https://api.example.com/a');
  });
});
