import { afterEach, describe, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/protocol';
import { buildApiUrl, createHttpClientOptions, readApplicationContext } from './index.ts';

const GATEWAY = 'https://mc-api.europe-west1.gcp.commercetools.com';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const forwardToConfig = { uri: 'https://my-api.com/users/1' };

function setPage(app: object | undefined, path = '/my-project/notes'): void {
  Object.assign(window, { app });
  window.history.replaceState({}, '', path);
}

afterEach(() => {
  setPage(undefined);
  sessionStorage.clear();
  localStorage.clear();
});

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (isForwardToError(error)) return error.code;
    throw error;
  }
  return 'none';
};

describe('createHttpClientOptions on the page /my-project/notes', () => {
  it('builds exactly the headers of the contract, in that spelling', () => {
    setPage({ mcApiUrl: GATEWAY });
    const { credentials, headers } = createHttpClientOptions({
      userAgent: 'x',
      forwardToConfig: { ...forwardToConfig, headers: { 'x-foo': 'bar' }, includeUserPermissions: true },
    });
    expect(credentials).toBe('include');
    const { 'X-Correlation-Id': correlationId, ...others } = headers;
    expect(correlationId).toMatch(new RegExp(`^mc/my-project/${UUID}$`));
    expect(others).toEqual({
      Accept: 'application/json',
      'Accept-version': 'v2',
      'X-Forward-To': 'https://my-api.com/users/1',
      'X-Forward-To-Audience-Policy': 'forward-url-full-path',
      'X-Forward-To-Claims': 'permissions',
      'X-Project-Key': 'my-project',
      'X-User-Agent': 'x',
      'x-forward-header-x-foo': 'bar',
    });
  });

  it('adds what the page knows, and nothing that it does not', () => {
    setPage({
      mcApiUrl: GATEWAY,
      applicationIdentifier: 'app-1',
      applicationName: 'notes',
      customViewId: 'view-1',
      __DEVELOPMENT__: { mcIdentityLoginModeOverride: 'mode', oidc: { teamId: 'team-1' } },
    });
    sessionStorage.setItem('sessionToken', 'secret');
    const { headers } = createHttpClientOptions();
    expect(headers).toEqual({
      'X-Correlation-Id': headers['X-Correlation-Id'],
      Accept: 'application/json',
      Authorization: 'Bearer secret',
      'X-Application-Id': 'app-1',
      'X-Custom-View-Id': 'view-1',
      'X-Project-Key': 'my-project',
      'x-mc-identity-login-mode-override': 'mode',
    });
    setPage({}, '/login/new');
    sessionStorage.clear();
    expect(Object.keys(createHttpClientOptions().headers)).toEqual(['Accept', 'X-Correlation-Id']);
  });

  it('lets generated headers win over custom ones, whatever the spelling', () => {
    const { headers } = createHttpClientOptions({
      headers: { 'x-FORWARD-to': 'https://evil.example', ACCEPT: 'text/csv', 'x-own': 'kept' },
      forwardToConfig,
    });
    expect(headers).toMatchObject({ 'X-Forward-To': 'https://my-api.com/users/1', 'x-own': 'kept' });
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('prefers the Project key that it is given; the correlation id keeps that of the URL', () => {
    const { headers } = createHttpClientOptions({ projectKey: 'other', forwardToConfig });
    expect(headers['X-Project-Key']).toBe('other');
    expect(headers['X-Correlation-Id']).toMatch(/^mc\/my-project\//);
  });

  it('leaves parts out of the correlation id that could break a log line', () => {
    setPage({}, '/my%20project/notes');
    expect(createHttpClientOptions().headers['X-Correlation-Id']).toMatch(new RegExp(`^mc/${UUID}$`));
  });

  it.each([
    ['a forward-to call without a Project key', '/login', { forwardToConfig }, 'missing_context'],
    [
      'an http target behind a remote gateway',
      '/p/x',
      { forwardToConfig: { uri: 'http://localhost:1' } },
      'invalid_config',
    ],
    ['a user agent with a line break', '/p/x', { userAgent: 'a\nb' }, 'invalid_header'],
    ['a custom header that is none', '/p/x', { headers: { 'a b': 'c' } }, 'invalid_header'],
    [
      'a reserved forwarded header',
      '/p/x',
      { forwardToConfig: { ...forwardToConfig, headers: { Cookie: 'a' } } },
      'invalid_header',
    ],
  ])('refuses %s', (_, path, config, code) => {
    setPage({ mcApiUrl: GATEWAY }, path);
    expect(codeOf(() => createHttpClientOptions(config))).toBe(code);
  });

  it('takes an http target when the calls go to a local gateway', () => {
    setPage({ mcApiUrl: GATEWAY, forwardToUrl: 'http://localhost:8080/proxy/forward-to' });
    const { headers } = createHttpClientOptions({ forwardToConfig: { uri: 'http://localhost:6001/x' } });
    expect(headers['X-Forward-To']).toBe('http://localhost:6001/x');
  });
});

describe('readApplicationContext', () => {
  it.each([
    ['/shop/notes', 'shop'],
    ['/shop', 'shop'],
    ['/', undefined],
    ['/login', undefined],
    ['/logout/x', undefined],
    ['/account/profile', undefined],
    ['/custom-views/view-1/projects/shop', 'shop'],
    ['/custom-views/view-1', undefined],
  ])('finds in %s the Project key %s', (path, projectKey) => {
    setPage({}, path);
    expect(readApplicationContext().projectKey).toBe(projectKey);
  });

  it('reads the team from the session, else from the development settings', () => {
    setPage({ __DEVELOPMENT__: { oidc: { teamId: 'team-1' } } });
    expect(readApplicationContext().teamId).toBe('team-1');
    sessionStorage.setItem('activeTeamId', 'team-2');
    expect(readApplicationContext().teamId).toBe('team-2');
  });

  it('reads the page when it is called', () => {
    setPage({ applicationName: 'first' });
    expect(readApplicationContext().applicationName).toBe('first');
    setPage({ applicationName: 'second' });
    expect(readApplicationContext().applicationName).toBe('second');
  });
});

describe('buildApiUrl', () => {
  it.each(['/graphql', '/proxy/forward-to', '/a//b?c=d'])('puts %s behind the gateway', (endpoint) => {
    setPage({ mcApiUrl: `${GATEWAY}/` });
    expect(buildApiUrl(endpoint)).toBe(GATEWAY + endpoint);
  });

  it.each([
    '',
    'graphql',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '@evil.example',
    '/a b',
    '/a\nb',
    '.evil.example',
  ])('refuses %j: the host can never change', (endpoint) => {
    setPage({ mcApiUrl: GATEWAY });
    expect(codeOf(() => buildApiUrl(endpoint))).toBe('invalid_config');
  });

  it('sends forward-to calls alone to forwardToUrl, on loopback only', () => {
    setPage({ mcApiUrl: GATEWAY, forwardToUrl: 'http://localhost:8080/proxy/forward-to' });
    expect(buildApiUrl('/proxy/forward-to')).toBe('http://localhost:8080/proxy/forward-to');
    expect(buildApiUrl('/graphql')).toBe(`${GATEWAY}/graphql`);
    setPage({ mcApiUrl: GATEWAY, forwardToUrl: 'https://evil.example/proxy/forward-to' });
    expect(codeOf(() => buildApiUrl('/proxy/forward-to'))).toBe('invalid_config');
  });

  it('says that the page has no gateway', () => {
    setPage({});
    expect(codeOf(() => buildApiUrl('/graphql'))).toBe('missing_context');
  });
});
