import { describe, expect, it } from '@jest/globals';
import { isLoopbackHost } from './index.ts';

describe('isLoopbackHost', () => {
  it.each([
    'http://localhost:1',
    'http://LOCALHOST',
    'http://app.localhost',
    'http://127.0.0.1',
    'http://127.1',
    'http://127.255.255.254',
    'http://0x7f000001',
    'http://[::1]',
    'http://[0:0:0:0:0:0:0:1]',
  ])('takes %s', (url) => {
    expect(isLoopbackHost(new URL(url).hostname)).toBe(true);
  });

  it.each([
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://xlocalhost',
    'http://128.0.0.1',
    'http://[::2]',
    'http://0.0.0.0',
  ])('refuses %s', (url) => {
    expect(isLoopbackHost(new URL(url).hostname)).toBe(false);
  });
});
