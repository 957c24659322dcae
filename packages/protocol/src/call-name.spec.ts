import { describe, expect, it } from '@jest/globals';
import { nameCall } from './index.ts';

describe('nameCall', () => {
  it.each([
    ['https://user:pass@api.example.com/orders/1?token=secret#part', 'https://api.example.com/orders/1'],
    ['http://localhost:6001', 'http://localhost:6001/'],
    ['https://api.example.com/a\u001b[31m b', 'https://api.example.com/a%1B[31m%20b'],
  ])('names %j by origin and path', (url, shown) => {
    expect(nameCall('get', url)).toEqual({ method: 'GET', url: shown });
  });

  it('leaves out a method that is not known', () => {
    expect(nameCall(undefined, 'https://api.example.com/orders')).toEqual({ url: 'https://api.example.com/orders' });
  });

  it.each([undefined, '', '/orders', 'orders'])('names no call for %p', (url) => {
    expect(nameCall('GET', url)).toBeUndefined();
  });

  it('cuts a URL that would fill a log', () => {
    expect(nameCall('GET', `https://api.example.com/${'a'.repeat(5000)}`)?.url).toHaveLength(300);
  });
});
