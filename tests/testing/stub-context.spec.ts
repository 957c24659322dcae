import { expect, it } from '@jest/globals';
import { buildApiUrl, createHttpClientOptions } from '@forward-to/http-client';
import { stubApplicationContext } from '@forward-to/testing';

it('gives the http client a page in Node', () => {
  const restore = stubApplicationContext({ projectKey: 'shop', sessionToken: 'secret', teamId: 'team-1' });
  try {
    expect(buildApiUrl('/proxy/forward-to')).toBe('http://localhost:8080/proxy/forward-to');
    const { headers } = createHttpClientOptions({ forwardToConfig: { uri: 'http://localhost:6001/orders' } });
    expect(headers).toMatchObject({ 'X-Project-Key': 'shop', Authorization: 'Bearer secret' });
  } finally {
    restore();
  }
});
