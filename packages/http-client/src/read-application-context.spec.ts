import { afterEach, describe, expect, it } from '@jest/globals';
import { createHttpClientOptions, readApplicationContext } from './index.ts';

/** A page, as far as the client looks at one; these tests run where there is none. */
function setPage(page: object): void {
  Object.assign(globalThis, { window: page });
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'window');
});

describe('readApplicationContext', () => {
  it('gives an empty context where there is no window', () => {
    expect(Object.values(readApplicationContext()).filter((fact) => fact !== undefined)).toEqual([]);
    expect(Object.keys(createHttpClientOptions().headers)).toEqual(['Accept', 'X-Correlation-Id']);
  });

  it.each([
    ['https://mc.europe-west1.gcp.commercetools.com', 'https://mc-api.europe-west1.gcp.commercetools.com'],
    ['https://mc-1234.europe-west1.gcp.commercetools.com', 'https://mc-api.europe-west1.gcp.commercetools.com'],
    ['https://my-branch.mc-preview.us-east-2.aws.commercetools.com', 'https://mc-api.us-east-2.aws.commercetools.com'],
    ['https://mc-123.example.com', 'https://configured.example'],
    ['https://other.example.com', 'https://configured.example'],
    ['https://xmc.example.com', 'https://configured.example'],
  ])('behind the proxy, a page of %s calls %s', (origin, mcApiUrl) => {
    for (const servedByProxy of [true, 'true']) {
      setPage({ app: { mcApiUrl: 'https://configured.example', servedByProxy }, location: { origin, pathname: '/' } });
      expect(readApplicationContext().mcApiUrl).toBe(mcApiUrl);
    }
    setPage({
      app: { mcApiUrl: 'https://configured.example', servedByProxy: 'false' },
      location: { origin, pathname: '/' },
    });
    expect(readApplicationContext().mcApiUrl).toBe('https://configured.example');
  });

  it('goes on where the browser blocks storage', () => {
    setPage({
      app: { mcApiUrl: 'https://configured.example' },
      location: { origin: 'https://a.example', pathname: '/shop' },
      get sessionStorage(): never {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    expect(readApplicationContext()).toMatchObject({ projectKey: 'shop', sessionToken: undefined });
  });
});
