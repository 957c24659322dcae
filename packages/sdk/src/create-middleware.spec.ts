import { beforeEach, describe, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/http-client';
import { actions, createMiddleware } from './index.ts';
import type { MiddlewareOptions, SdkAction, SdkPromise } from './index.ts';

const context = {
  mcApiUrl: 'https://mc-api.example.com',
  projectKey: 'shop',
  userId: 'manager',
  sessionToken: 'secret',
  teamId: 'team-of-page',
  applicationId: 'my-app',
};
const uri = 'https://api.example.com/orders';
const sent: { url: string; headers: Headers }[] = [];
beforeEach(() => {
  sent.length = 0;
});

/** What the gateway would get; it answers with a refreshed session token. */
const record: typeof fetch = (url, init) => {
  sent.push({ url: url as string, headers: new Headers(init?.headers) });
  const headers = { 'content-type': 'application/json', 'x-refreshed-session-token': 'fresh', 'x-total': '7' };
  return Promise.resolve(new Response(init?.method === 'HEAD' ? null : '{}', { headers }));
};

function send<Data>(action: SdkAction<Data>, options: MiddlewareOptions = {}): SdkPromise<Data> {
  const middleware = createMiddleware({ context, fetch: record, ...options });
  const run = middleware({ dispatch: ((other: unknown) => other) as never, getState: () => undefined });
  return run(() => undefined)(action) as SdkPromise<Data>;
}

const headersOf = async (options?: MiddlewareOptions, action: SdkAction = actions.forwardTo.get({ uri })) => {
  await send(action, options);
  return Object.fromEntries(sent[0]!.headers);
};

describe('the headers of a call', () => {
  it('are those of the contract, from the context', async () => {
    const { 'x-correlation-id': correlationId, ...headers } = await headersOf();
    expect(correlationId).toMatch(/^mc\/shop\/manager\/[\w-]{36}$/);
    expect(headers).toEqual({
      accept: 'application/json',
      'accept-version': 'v2',
      'x-forward-to': uri,
      'x-forward-to-audience-policy': 'forward-url-full-path',
      'x-project-key': 'shop',
      'x-application-id': 'my-app',
      'x-team-id': 'team-of-page',
      authorization: 'Bearer secret',
    });
  });

  it('are those of the getters, asked for each call', async () => {
    let turn = 0;
    const options: MiddlewareOptions = {
      getCorrelationId: () => `correlation-${++turn}`,
      getProjectKey: () => 'other-shop',
      getTeamId: () => 'team',
      getFeatureFlag: () => 'flag',
      getAdditionalHeaders: () => ({ 'X-Extra': 1 }),
      userAgent: 'my-app/1.0',
    };
    expect(await headersOf(options)).toMatchObject({
      'x-correlation-id': 'correlation-1',
      'x-project-key': 'other-shop',
      'x-team-id': 'team',
      'x-feature-flag': 'flag',
      'x-extra': '1',
      'x-user-agent': 'my-app/1.0',
    });
  });

  it('come from the context where a getter knows nothing', async () => {
    const nothing = () => undefined;
    const headers = await headersOf({
      getCorrelationId: nothing,
      getProjectKey: () => '',
      getTeamId: nothing,
      getFeatureFlag: nothing,
      getAdditionalHeaders: nothing,
    });
    expect(headers).toMatchObject({ 'x-project-key': 'shop', 'x-team-id': 'team-of-page' });
    expect(headers['x-correlation-id']).toMatch(/^mc\//);
    expect(headers).not.toHaveProperty('x-feature-flag');
  });

  it('cannot be replaced, whatever the spelling', async () => {
    const getAdditionalHeaders = () => ({
      'x-forward-to': 'https://evil.example',
      'X-PROJECT-KEY': 'a',
      'X-Own': 'all',
    });
    const action = actions.get({ uri: '/x', headers: { authorization: 'Bearer mine', 'x-own': 'this' } });
    expect(await headersOf({ getAdditionalHeaders }, action)).toMatchObject({
      authorization: 'Bearer secret',
      'x-project-key': 'shop',
      'x-own': 'this',
    });
    sent.length = 0;
    expect(await headersOf({ getAdditionalHeaders })).toMatchObject({ 'x-forward-to': uri });
  });

  it.each<[string, MiddlewareOptions]>([
    ['a correlation id', { getCorrelationId: () => 'a\r\nX-Foo: b' }],
    ['a Project key', { getProjectKey: () => 'a\r\nX-Foo: b' }],
    ['a feature flag', { getFeatureFlag: () => 'a\nb' }],
    ['an additional header', { getAdditionalHeaders: () => ({ 'X-Foo': '\0' }) }],
  ])('are refused when %s has a control character', async (_, options) => {
    await expect(send(actions.get({ uri: '/x' }), options)).rejects.toMatchObject({ code: 'invalid_header' });
    expect(sent).toEqual([]);
  });
});

describe('a call', () => {
  it.each([
    ['/orders', undefined, '/orders'],
    ['/orders?a=1', 'ctp', '/proxy/ctp/orders?a=1'],
    ['orders', 'ctp', '/proxy/ctp/orders'],
  ])('with uri %s and target %s goes to %s of the gateway', async (path, mcApiProxyTarget, expected) => {
    await send(actions.get({ uri: path, mcApiProxyTarget }));
    expect(sent[0]!.url).toBe(`https://mc-api.example.com${expected}`);
    expect(new URL(sent[0]!.url).host).toBe('mc-api.example.com');
  });

  it.each(['..//evil.example', '../../admin', 'ctp/..', '//evil.example'])(
    'with the target %s is refused',
    async (mcApiProxyTarget) => {
      await expect(send(actions.get({ uri: '/orders', mcApiProxyTarget }))).rejects.toMatchObject({
        code: 'invalid_config',
      });
      expect(sent).toEqual([]);
    },
  );

  it('with HEAD gives headers, but no token', async () => {
    const headers = await send(actions.forwardTo.head({ uri }));
    expect(headers).toEqual({ 'content-type': 'application/json', 'x-total': '7' });
  });

  it('keeps the refreshed token for the next one', async () => {
    const stored: string[] = [];
    await send(actions.get({ uri: '/x' }), { sessionStore: { setSessionToken: (token) => stored.push(token) } });
    expect(stored).toEqual(['fresh']);
  });

  it('without a page is missing_context', async () => {
    const call = send(actions.forwardTo.get({ uri }), { context: undefined });
    await expect(call).rejects.toMatchObject({ code: 'missing_context', source: 'client' });
  });

  it('rejects with what a getter throws', async () => {
    const getProjectKey = () => {
      throw new RangeError('mine');
    };
    await expect(send(actions.get({ uri: '/x' }), { getProjectKey })).rejects.toThrow(RangeError);
  });

  it('never shows the session token in its error', async () => {
    const broken = () =>
      Promise.resolve(new Response('{}', { status: 500, headers: { 'x-refreshed-session-token': 'fresh' } }));
    const error: unknown = await send(actions.get({ uri: '/x' }), { fetch: broken }).catch((reason: unknown) => reason);
    expect(isForwardToError(error)).toBe(true);
    expect(JSON.stringify({ ...(error as object) })).not.toMatch(/secret|fresh/);
  });
});
