import { describe, expect, it } from '@jest/globals';
import { joinUrl } from './base-query-url.ts';

const BASE = 'https://api.example.com/v1';

describe('the URL of a call', () => {
  it.each([
    ['/orders', {}, `${BASE}/orders`],
    ['orders?a=1', { page: 2, left: undefined }, `${BASE}/orders?a=1&page=2`],
    ['', {}, BASE],
    ['?a=1', {}, `${BASE}?a=1`],
    ['/orders#top', { page: 2 }, `${BASE}/orders?page=2`],
    ['//evil.example/x', {}, `${BASE}/evil.example/x`],
    ['https://other.example/x', { q: 'ä' }, 'https://other.example/x?q=%C3%A4'],
    ['/orders/a..b', {}, `${BASE}/orders/a..b`],
  ])('%s stays below its base', (url, params, expected) => {
    expect(joinUrl(BASE, url, params)).toBe(expected);
  });

  it.each(['../../admin', '/orders/..', 'a/%2e%2E/b', 'a\\..\\b', './x'])('%s cannot leave its base', (url) => {
    expect(() => joinUrl(BASE, url)).toThrow(expect.objectContaining({ code: 'invalid_config' }));
  });

  it.each([
    [`${BASE}?tenant=a`, '/orders'],
    [`${BASE}#top`, '/orders'],
    [BASE, 5],
    [BASE, undefined],
  ])('with the base %s and the path %s is refused', (base, url) => {
    expect(() => joinUrl(base, url as string)).toThrow(expect.objectContaining({ code: 'invalid_config' }));
  });
});
