import { describe, expect, it } from '@jest/globals';
import { computeAudience } from './index.ts';

describe('computeAudience', () => {
  it.each([
    ['https://API.example.com:443/a/B?c=d#e', 'https://api.example.com/a/B'],
    ['https://api.example.com/', 'https://api.example.com'],
    ['https://api.example.com/a/', 'https://api.example.com/a/'],
    ['https://user:pass@api.example.com/a', 'https://api.example.com/a'],
    ['https://api.example.com/a%2Fb%20c', 'https://api.example.com/a%2Fb%20c'],
    ['http://localhost:6001/x', 'http://localhost:6001/x'],
  ])('gives origin and path of %s', (url, audience) => {
    expect(computeAudience(url)).toBe(audience);
    expect(computeAudience(url, 'forward-url-origin')).toBe(new URL(audience).origin);
  });
});
