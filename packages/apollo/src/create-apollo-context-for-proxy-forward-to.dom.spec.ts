import { afterEach, describe, expect, it } from '@jest/globals';
import { createApolloContextForProxyForwardTo } from './index.ts';

const config = { uri: 'https://api.example.com/graphql', headers: { 'x-foo': 'bar' }, includeUserPermissions: true };

afterEach(() => {
  Object.assign(window, { app: undefined });
});

describe('createApolloContextForProxyForwardTo', () => {
  it('gives the endpoint of the page, and the configuration as it was given', () => {
    Object.assign(window, { app: { mcApiUrl: 'https://mc-api.europe-west1.gcp.commercetools.com' } });
    const context = createApolloContextForProxyForwardTo(config);
    expect(context).toEqual({
      uri: 'https://mc-api.europe-west1.gcp.commercetools.com/proxy/forward-to',
      forwardToConfig: config,
      skipGraphQlTargetCheck: true,
    });
    expect(context.forwardToConfig).toBe(config);
  });

  it('prefers the local gateway that the page names', () => {
    const app = { mcApiUrl: 'https://mc-api.example.com', forwardToUrl: 'http://localhost:8080/proxy/forward-to' };
    Object.assign(window, { app });
    expect(createApolloContextForProxyForwardTo(config).uri).toBe(app.forwardToUrl);
  });

  it('says so when the page has no gateway', () => {
    expect(() => createApolloContextForProxyForwardTo(config)).toThrow(
      expect.objectContaining({ code: 'missing_context', source: 'client' }),
    );
  });
});
