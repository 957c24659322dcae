import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gql } from '@apollo/client';
import { createApolloClient, forwardToErrorOf, GRAPHQL_TARGETS } from './index.ts';
import type { ApolloClientSettings } from './index.ts';
import { startMerchantCenter } from './test-support/start-merchant-center.ts';
import type { MerchantCenter } from './test-support/start-merchant-center.ts';

const UserQuery = gql`
  query User($target: String, $projectKey: String) {
    userId(target: $target, projectKey: $projectKey)
  }
`;

let center: MerchantCenter;
beforeAll(async () => {
  center = await startMerchantCenter();
});
afterAll(() => center.close());
beforeEach(() => {
  center.received.length = 0;
  center.script();
  sessionStorage.clear();
  Object.assign(window, { app: { mcApiUrl: center.url, applicationIdentifier: 'app-1' } });
});

async function send(context: object, settings: ApolloClientSettings = {}, variables: Record<string, string> = {}) {
  await createApolloClient(settings).query({ query: UserQuery, context, variables });
  return center.received.at(-1)!;
}

async function errorOf(context: object, settings: ApolloClientSettings = {}) {
  return forwardToErrorOf(await send(context, settings).catch((reason: unknown) => reason));
}

const UUID = '[0-9a-f-]{36}';

describe('an operation for the Merchant Center', () => {
  it('reaches <mcApiUrl>/graphql with its target and the headers of the page', async () => {
    sessionStorage.setItem('sessionToken', 'secret');
    sessionStorage.setItem('activeTeamId', 'team-1');
    const { url, headers } = await send({ target: 'ctp', featureFlag: 'flag-1' }, { userAgent: 'my-app/1' });
    expect(url).toBe('/graphql');
    expect(headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer secret',
      'x-application-id': 'app-1',
      'x-correlation-id': expect.stringMatching(new RegExp(`^mc/my-project/${UUID}$`)),
      'x-feature-flag': 'flag-1',
      'x-graphql-operation-name': 'User',
      'x-graphql-target': 'ctp',
      'x-project-key': 'my-project',
      'x-team-id': 'team-1',
      'x-user-agent': 'my-app/1',
    });
    expect(headers).not.toHaveProperty('x-forward-to');
  });

  it('may say its target, Project, team and flag in its variables, as legacy calls do; the context wins', async () => {
    const variables = { target: 'mc', projectKey: 'p', teamId: 't', featureFlag: 'f' };
    expect((await send({}, {}, variables)).headers).toMatchObject({
      'x-graphql-target': 'mc',
      'x-project-key': 'p',
      'x-team-id': 't',
      'x-feature-flag': 'f',
    });
    const context = { target: 'ctp', projectKey: 'p2', teamId: 't2', featureFlag: 'f2' };
    expect((await send(context, {}, variables)).headers).toMatchObject({
      'x-graphql-target': 'ctp',
      'x-project-key': 'p2',
      'x-team-id': 't2',
      'x-feature-flag': 'f2',
    });
  });

  it.each([
    ['is missing', {}],
    ['is empty', { target: '' }],
    ['is unknown', { target: 'no-such-service' }],
    ['is no text', { target: ['ctp'] }],
    ['is a name of every object', { target: 'constructor' }],
  ])('is refused when its target %s, with a list of those that are known', async (_, context) => {
    const error = await errorOf(context);
    expect(error).toMatchObject({ code: 'invalid_config', source: 'client' });
    for (const target of GRAPHQL_TARGETS) expect(error?.hint).toContain(target);
    expect(center.received).toEqual([]);
  });

  it('goes to any service, or to none, when the check is switched off', async () => {
    expect((await send({ skipGraphQlTargetCheck: true })).headers).not.toHaveProperty('x-graphql-target');
    const { headers } = await send({ skipGraphQlTargetCheck: true, target: 'brand-new' });
    expect(headers).toMatchObject({ 'x-graphql-target': 'brand-new' });
  });

  it('may go to another endpoint of the gateway, and nowhere else with the session', async () => {
    const target = 'ctp';
    expect((await send({ target, uri: '/graphql/v2' })).url).toBe('/graphql/v2');
    expect((await send({ target, uri: `${center.url}/graphql?a=b` })).url).toBe('/graphql?a=b');
    center.received.length = 0;
    for (const uri of ['https://evil.example/graphql', '//evil.example', '/\\evil.example', 'graphql', 7]) {
      expect(await errorOf({ target, uri })).toMatchObject({ code: 'invalid_config' });
    }
    expect(center.received).toEqual([]);
  });

  it('is not redirected', async () => {
    center.script({ status: 302, headers: { location: '/elsewhere' } });
    expect(await errorOf({ target: 'ctp', fetchOptions: { redirect: 'follow' } })).toMatchObject({ statusCode: 302 });
    expect(center.received).toHaveLength(1);
  });
});

describe('headers of the caller', () => {
  it('are sent, but never instead of a generated one, whatever the spelling', async () => {
    sessionStorage.setItem('sessionToken', 'secret');
    const { headers } = await send({
      target: 'ctp',
      headers: {
        'x-own': 'kept',
        AUTHORIZATION: 'Bearer forged',
        'x-project-KEY': 'forged',
        'X-GRAPHQL-TARGET': 'forged',
        'x-graphql-operation-name': 'forged',
        'X-Force-token': 'true',
      },
    });
    expect(headers).toMatchObject({
      'x-own': 'kept',
      authorization: 'Bearer secret',
      'x-project-key': 'my-project',
      'x-graphql-target': 'ctp',
      'x-graphql-operation-name': 'User',
    });
    expect(headers).not.toHaveProperty('x-force-token');
  });

  it('cannot send an operation to another API than its configuration says', async () => {
    const { headers, url } = await send({
      uri: 'https://evil.example',
      forwardToConfig: {
        uri: 'http://localhost:6001/graphql',
        headers: { 'x-foo': 'bar' },
        includeUserPermissions: true,
      },
      headers: { 'x-forward-TO': 'https://evil.example', 'X-Forward-To-Claims': 'none' },
      target: 'ctp',
    });
    expect(url).toBe('/proxy/forward-to');
    expect(headers).toMatchObject({
      'accept-version': 'v2',
      'x-forward-to': 'http://localhost:6001/graphql',
      'x-forward-to-audience-policy': 'forward-url-full-path',
      'x-forward-to-claims': 'permissions',
      'x-forward-header-x-foo': 'bar',
    });
    expect(headers).not.toHaveProperty('x-graphql-target');
  });

  it('are left alone in variables of an operation for an external API', async () => {
    const forwardToConfig = { uri: 'http://localhost:6001/graphql' };
    const { headers } = await send({ forwardToConfig }, {}, { projectKey: 'the-api’s-own', target: 'ctp' });
    expect(headers).toMatchObject({ 'x-project-key': 'my-project' });
    expect(headers).not.toHaveProperty('x-graphql-target');
  });
});

describe('without a page', () => {
  it('works on an explicit context, each client on its own', async () => {
    Object.assign(window, { app: undefined });
    const clientOf = (user: string) => ({
      context: () => ({ mcApiUrl: center.url, projectKey: `shop-of-${user}`, sessionToken: user }),
    });
    const forwardToConfig = { uri: 'http://localhost:6001/graphql' };
    const [ann, bob] = await Promise.all([
      send({ forwardToConfig }, clientOf('ann')),
      send({ target: 'mc' }, clientOf('bob')),
    ]);
    expect(ann).toBeDefined();
    expect(bob).toBeDefined();
    expect(center.received.map(({ headers }) => [headers.authorization, headers['x-project-key']]).sort()).toEqual([
      ['Bearer ann', 'shop-of-ann'],
      ['Bearer bob', 'shop-of-bob'],
    ]);
  });

  it('says what is missing', async () => {
    Object.assign(window, { app: undefined });
    expect(await errorOf({ target: 'ctp' })).toMatchObject({ code: 'missing_context' });
    expect(await errorOf({ forwardToConfig: { uri: 'https://api.example.com' } })).toMatchObject({
      code: 'missing_context',
    });
  });
});
