import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeEvent } from '../describe-event.ts';
import { refusalOf, startGatewayLoop } from '../test-support/gateway-loop.ts';
import type { GatewayLoop } from '../test-support/gateway-loop.ts';

interface Outcome {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

describe('GraphQL', () => {
  let loop: GatewayLoop;
  beforeAll(async () => {
    loop = await startGatewayLoop({
      users: [
        {
          id: 'manager',
          name: 'Maria van der Berg',
          email: 'maria@example.com',
          language: 'de',
          locale: 'de-AT',
          timeZone: 'Europe/Vienna',
          projects: { 'my-project': { permissions: ['canViewNotes'] } },
        },
      ],
      graphql: { ctp: { FetchProducts: { data: { products: { total: 1 } } } } },
    });
  });
  afterAll(() => loop.close());

  async function ask(
    query: string,
    { target = 'mc', signedIn = true, headers = {}, ...body }: Record<string, unknown> & { headers?: object } = {},
  ) {
    const answer = await loop.send('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-graphql-target': target as string,
        ...(signedIn === true && { authorization: `Bearer ${loop.sessionToken}` }),
        ...headers,
      },
      body: JSON.stringify({ query, ...body }),
    });
    return { status: answer.status, answer, ...(JSON.parse(answer.body) as Outcome) };
  }

  it('tells about the user', async () => {
    const { data } = await ask(
      'query FetchLoggedInUser { user: me { id email firstName lastName language numberFormat timeZone defaultProjectKey projects { total results { key } } } }',
    );
    expect(data?.user).toEqual({
      id: 'manager',
      email: 'maria@example.com',
      firstName: 'Maria',
      lastName: 'van der Berg',
      language: 'de',
      numberFormat: 'de-AT',
      timeZone: 'Europe/Vienna',
      defaultProjectKey: 'my-project',
      projects: { total: 1, results: [{ key: 'my-project' }] },
    });
  });

  it('tells about a Project what the user may do there', async () => {
    const query =
      'query FetchProject($projectKey: String) { project(key: $projectKey) { key allAppliedPermissions { name value } allAppliedDataFences { ... on StoreDataFence { name } } } }';
    const project = {
      key: 'my-project',
      allAppliedPermissions: [{ name: 'canViewNotes', value: true }],
      allAppliedDataFences: [],
    };
    expect((await ask(query, { variables: { projectKey: 'my-project' } })).data).toEqual({ project });
    expect((await ask(query, { headers: { 'x-project-key': 'my-project' } })).data).toEqual({ project });
  });

  it.each(['other-project', 'nowhere', '__proto__', 'toString'])(
    'knows no Project %s for a user without access',
    async (key) => {
      expect((await ask(`{ project(key: "${key}") { key } }`)).data).toEqual({ project: null });
    },
  );

  it('answers the questions of the frame about menus and installed applications', async () => {
    const { data, errors } = await ask(
      '{ projectExtension { id } applicationsMenu { navBarGroups { key } } allCustomViewsInstallationsByLocator(locator: "x") { id } }',
      { target: 'settings' },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      projectExtension: null,
      applicationsMenu: { navBarGroups: [] },
      allCustomViewsInstallationsByLocator: [],
    });
  });

  it('answers feature flags and whether somebody is signed in without a session', async () => {
    const query = '{ allFeatures { name value reason } amILoggedIn }';
    expect((await ask(query, { signedIn: false })).data).toEqual({ allFeatures: [], amILoggedIn: false });
    expect((await ask(query)).data).toMatchObject({ amILoggedIn: true });
  });

  it.each([
    ['{ me { id } }', 'mc'],
    ['{ amILoggedIn project(key: "my-project") { key } }', 'mc'],
    ['{ projectExtension { id } }', 'settings'],
    ['query FetchProducts { products { total } }', 'ctp'],
  ])('wants a session for %s', async (query, target) => {
    const { status, answer } = await ask(query, { target, signedIn: false });
    expect([status, refusalOf(answer).code]).toEqual([401, 'unauthenticated']);
  });

  it('rejects a field that it does not know by its name, in the page and on the terminal', async () => {
    const { status, errors } = await ask('{ me { id favouriteColour } }');
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toBe('Cannot query field "favouriteColour" on type "User".');
    expect(errors?.[0]?.extensions?.hint).toContain('--upstream');
    expect(loop.events.map(describeEvent).join('\n')).toContain('favouriteColour');
  });

  it.each([
    ['a document that is none', '{ me {', {}],
    ['a mutation', 'mutation { updateUser { id } }', {}],
    ['an operation that is not there', 'query A { amILoggedIn } query B { amILoggedIn }', { operationName: 'C' }],
    ['two operations without a name', 'query A { amILoggedIn } query B { amILoggedIn }', {}],
    [
      'a variable that is missing',
      'query A($l: String!) { allCustomViewsInstallationsByLocator(locator: $l) { id } }',
      {},
    ],
    ['a document of too many tokens', `{ ${'amILoggedIn '.repeat(5_001)} }`, {}],
  ])('rejects %s with 400', async (_, query, body) => {
    const { status, errors } = await ask(query, body);
    expect([status, typeof errors?.[0]?.message]).toEqual([400, 'string']);
  });

  it.each(['', '[]', '"x"', '{"query":1}', '[{"query":"{amILoggedIn}"}]', '{'])('rejects the body %j', async (body) => {
    const answer = await loop.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([answer.status, refusalOf(answer).code]).toEqual([400, 'invalid_header']);
  });

  it('answers another target from its stub, by the name of the operation', async () => {
    const query = 'query FetchProducts { products { total } }';
    expect((await ask(query, { target: 'ctp', operationName: 'FetchProducts' })).data).toEqual({
      products: { total: 1 },
    });
    expect((await ask(query, { target: 'ctp' })).data).toEqual({ products: { total: 1 } });
  });

  it('says which operations a stub has', async () => {
    const { errors } = await ask('query toString { a }', { target: 'ctp', operationName: 'toString' });
    expect(errors?.[0]?.message).toContain('"toString"');
    expect(errors?.[0]?.extensions?.hint).toContain('FetchProducts');
  });

  it.each(['administration', '', '__proto__'])(
    'says what is there for the target "%s", and the ways on',
    async (target) => {
      const { status, errors } = await ask('query Q { stores { total } }', { target });
      expect(status).toBe(200);
      expect(errors?.[0]?.message).toContain('"mc", "settings", "ctp"');
      expect(errors?.[0]?.extensions?.hint).toMatch(/--graphql .*--upstream/);
    },
  );

  it('says the same about other proxies', async () => {
    const answer = await loop.send('/proxy/ctp/my-project/products');
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body)).toEqual({
      message: expect.stringContaining('"/proxy/ctp/my-project/products"'),
      hint: expect.stringContaining('--upstream'),
    });
  });

  it('lets a page send the headers that the application shell sends', async () => {
    const names =
      'authorization,content-type,x-application-id,x-correlation-id,x-graphql-operation-name,x-graphql-target,x-project-key,x-user-agent';
    const answer = await loop.send('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3001',
        'access-control-request-method': 'POST',
        'access-control-request-headers': names,
      },
    });
    const allowed = (answer.headers['access-control-allow-headers'] ?? '').split(', ');
    expect(names.split(',').filter((name) => !allowed.includes(name))).toEqual([]);
  });
});
