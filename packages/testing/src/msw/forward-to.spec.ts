import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { assertNoContractViolations, contractViolations, forwardTo } from './index.ts';

const GATEWAY = 'https://mc-api.europe-west1.gcp.commercetools.com/proxy/forward-to';
const API = 'https://api.example.com';
const GOOD = {
  'accept-version': 'v2',
  'x-forward-to-audience-policy': 'forward-url-full-path',
  'x-project-key': 'my-project',
};

const server = setupServer();
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  server.resetHandlers();
  forwardTo.signIn();
  assertNoContractViolations();
});
afterAll(() => {
  server.close();
});

const call = (path: string, init: RequestInit = {}) =>
  fetch(GATEWAY, { ...init, headers: { ...GOOD, 'x-forward-to': API + path, ...(init.headers as object) } });
const json = async (response: Promise<Response>): Promise<any> => (await response).json(); // eslint-disable-line @typescript-eslint/no-explicit-any

describe('a handler', () => {
  it('hands over the request as the external API would see it', async () => {
    let seen: Request | undefined;
    server.use(
      forwardTo.post(`${API}/orders/:id`, async ({ request, params, session }) => {
        seen = request.clone() as Request;
        return HttpResponse.json({ params, session, body: await request.json() }, { status: 201 });
      }),
    );
    const response = await call('/orders/7?page=2#top', {
      method: 'POST',
      body: JSON.stringify({ total: 1 }),
      headers: { 'content-type': 'application/json', 'x-forward-header-x-own': 'yes', authorization: 'Bearer session' },
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      params: { id: '7' },
      session: { userId: 'my-user', projectKey: 'my-project' },
      body: { total: 1 },
    });
    expect(seen?.url).toBe(`${API}/orders/7?page=2#top`);
    expect(Object.keys(Object.fromEntries(seen!.headers)).sort()).toEqual([
      'authorization',
      'content-type',
      'x-mc-api-cloud-identifier',
      'x-mc-api-forward-to-version',
      'x-own',
    ]);
  });

  it('carries a real exchange token of the user who is signed in', async () => {
    forwardTo.signIn({ userId: 'u1', permissions: ['canViewOrders'] });
    server.use(
      forwardTo.get(`${API}/orders`, ({ request }) => HttpResponse.text(request.headers.get('authorization'))),
    );
    const authorization = await (await call('/orders', { headers: { 'x-forward-to-claims': 'permissions' } })).text();
    const { issuer, jwks } = await forwardTo.verifierOptions();
    const { payload } = await jwtVerify(authorization.slice('Bearer '.length), createLocalJWKSet(jwks as never), {
      issuer,
      audience: `${API}/orders`,
    });
    expect(payload).toMatchObject({ sub: 'u1', [`${issuer}/claims/user_permissions`]: ['canViewOrders'] });
  });

  it('tells the permissions only to a call that asks for them', async () => {
    forwardTo.signIn({ userId: 'u1', permissions: ['canViewOrders'] });
    server.use(forwardTo.get(`${API}/orders`, ({ session }) => HttpResponse.json(session)));
    expect(await json(call('/orders'))).toEqual({ userId: 'u1', projectKey: 'my-project' });
    expect(await json(call('/orders', { headers: { 'x-forward-to-claims': 'permissions' } }))).toEqual({
      userId: 'u1',
      projectKey: 'my-project',
      userPermissions: ['canViewOrders'],
    });
  });

  it.each(['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const)(
    'takes %s and no other verb',
    async (verb) => {
      server.use(
        forwardTo[verb](`${API}/orders`, () => new HttpResponse(null, { status: 204 })),
        forwardTo.all(`${API}/orders`, () => new HttpResponse(null, { status: 205 })),
      );
      expect((await call('/orders', { method: verb.toUpperCase() })).status).toBe(204);
      expect((await call('/orders', { method: verb === 'get' ? 'POST' : 'GET' })).status).toBe(205);
    },
  );

  it('takes one call with once, and goes on to the next handler', async () => {
    server.use(
      forwardTo.get(`${API}/orders`, () => HttpResponse.json(1), { once: true }),
      forwardTo.get(`${API}/orders`, () => HttpResponse.json(2)),
    );
    expect([await json(call('/orders')), await json(call('/orders'))]).toEqual([1, 2]);
    server.restoreHandlers();
    expect(await json(call('/orders'))).toBe(1);
  });

  it('leaves other requests to other handlers', async () => {
    server.use(
      forwardTo.all('*', () => HttpResponse.json('forwarded')),
      forwardTo.otherwise(),
      http.get(`${API}/orders`, () => HttpResponse.json('direct')),
    );
    expect(await json(fetch(`${API}/orders`))).toBe('direct');
  });

  it('resolves as handlers of MSW do: generators, streams, uploads, network errors, delays and aborts', async () => {
    server.use(
      forwardTo.get(`${API}/steps`, function* () {
        yield HttpResponse.json('loading');
        return HttpResponse.json('done');
      }),
      forwardTo.get(`${API}/stream`, () => {
        const chunks = ['a', 'b'].map((text) => new TextEncoder().encode(text));
        return new HttpResponse(
          new ReadableStream({
            pull: (controller) => {
              const chunk = chunks.shift();
              if (chunk) controller.enqueue(chunk);
              else controller.close();
            },
          }),
        );
      }),
      forwardTo.put(`${API}/files`, async ({ request }) => {
        const file = (await request.formData()).get('file') as File;
        return HttpResponse.json([file.name, await file.text()]);
      }),
      forwardTo.get(`${API}/broken`, () => HttpResponse.error()),
      forwardTo.get(`${API}/never`, async () => {
        await delay('infinite');
      }),
    );
    expect([await json(call('/steps')), await json(call('/steps'))]).toEqual(['loading', 'done']);
    expect(await (await call('/stream')).text()).toBe('ab');
    const form = new FormData();
    form.append('file', new Blob(['content']), 'a.txt');
    expect(await json(call('/files', { method: 'PUT', body: form }))).toEqual(['a.txt', 'content']);
    await expect(call('/broken')).rejects.toThrow(TypeError);
    const controller = new AbortController();
    const pending = call('/never', { signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toThrow('aborted');
  });

  it('rejects a path in place of the URL of the external API', () => {
    expect(() => forwardTo.get('/orders', () => undefined)).toThrow('must be that of the external API');
  });
});

describe('forwardTo.graphql', () => {
  const query = (body: object, init: RequestInit = {}) =>
    call('/graphql', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      ...init,
    });

  it('takes an operation by its type and name', async () => {
    server.use(
      forwardTo.graphql.query(`${API}/graphql`, 'Orders', ({ variables, session }) =>
        HttpResponse.json({ data: { variables, user: session.userId } }),
      ),
      forwardTo.graphql.mutation(`${API}/graphql`, /^Add/, ({ operationName }) =>
        HttpResponse.json({ data: operationName }),
      ),
      forwardTo.graphql.query(`${API}/graphql`, /.*/, () => HttpResponse.json({ data: 'another' })),
    );
    expect(await json(query({ query: 'query Orders { orders { id } }', variables: { page: 1 } }))).toEqual({
      data: { variables: { page: 1 }, user: 'my-user' },
    });
    expect(
      await json(query({ operationName: 'AddOrder', query: 'query Other { a } mutation AddOrder { a }' })),
    ).toEqual({
      data: 'AddOrder',
    });
    expect(await json(query({ query: '# query Orders\nquery Notes($a: String = "query Orders") { a }' }))).toEqual({
      data: 'another',
    });
  });

  it('takes a query in the URL and a form with files', async () => {
    server.use(
      forwardTo.graphql.query(`${API}/graphql`, 'Orders', ({ variables }) => HttpResponse.json(variables)),
      forwardTo.graphql.mutation(`${API}/graphql`, 'Upload', async ({ request, variables }) => {
        const file = (await request.formData()).get('0') as File;
        return HttpResponse.json([variables, await file.text()]);
      }),
    );
    const search = new URLSearchParams({ query: 'query Orders { orders { id } }', variables: '{"page":1}' });
    expect(await json(call(`/graphql?${search}`))).toEqual({ page: 1 });
    const form = new FormData();
    form.set('operations', JSON.stringify({ query: 'mutation Upload { a }', variables: { file: null } }));
    form.set('map', '{"0":["variables.file"]}');
    form.set('0', new Blob(['content']), 'a.txt');
    expect(await json(call('/graphql', { method: 'POST', body: form }))).toEqual([{ file: null }, 'content']);
  });
});

describe('a call that breaks the contract', () => {
  const handler = () => forwardTo.get(`${API}/orders`, () => HttpResponse.json('answered'));
  const reported = () => {
    try {
      assertNoContractViolations();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each([
    [{ 'x-project-key': '' }, 'missing_header', 'X-Project-Key', undefined],
    [{ 'accept-version': 'v9' }, 'unsupported_version', 'Accept-version', 'v9'],
    [{ 'x-forward-to-audience-policy': 'origin' }, 'invalid_header', 'X-Forward-To-Audience-Policy', 'origin'],
    [{ 'x-forward-to': '/orders' }, 'invalid_target', 'X-Forward-To', '/orders'],
    [{ 'x-forward-to-claims': 'email' }, 'invalid_header', 'X-Forward-To-Claims', 'email'],
    [{ 'x-forward-header-cookie': 'a=b' }, 'invalid_header', 'x-forward-header-cookie', '(hidden)'],
    [{ 'x-own': 'a' }, 'invalid_header', 'x-own', 'a'],
  ])('with %j gets the answer of the gateway and is remembered', async (headers, code, header, actual) => {
    server.use(handler());
    const response = await call('/orders?secret=1', { headers });
    expect([response.status, response.headers.get('x-forward-to-error')]).toEqual([400, `gateway/${code}`]);
    const { forwardToError } = await json(Promise.resolve(response));
    expect(forwardToError).toMatchObject({ source: 'gateway', code });
    expect(forwardToError.hint).not.toBe('');
    expect(contractViolations()).toEqual([
      expect.objectContaining({ method: 'GET', header, actual, url: expect.not.stringContaining('secret') }),
    ]);
    expect(reported()).toContain(header);
    expect(contractViolations()).toEqual([]);
  });

  it('is answered by any handler when it has no target at all', async () => {
    server.use(handler());
    const response = await fetch(GATEWAY, { headers: GOOD, method: 'POST' });
    expect(response.status).toBe(400);
    expect(reported()).toContain(`POST ${GATEWAY}`);
  });

  it('without a version is answered, since the gateway does, but remembered', async () => {
    server.use(handler());
    expect(await json(call('/orders', { headers: { 'accept-version': '' } }))).toBe('answered');
    expect(reported()).toBe(
      [
        'A header breaks the contract of /proxy/forward-to:',
        `- GET ${API}/orders`,
        '    header:   Accept-version',
        '    expected: v2',
        '    actual:   (missing)',
      ].join('\n'),
    );
  });
});

describe('forwardTo.otherwise', () => {
  it('names a call that no handler took, and the nearest one', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    server.use(
      forwardTo.get(`${API}/customers/:id`, () => HttpResponse.json(1)),
      forwardTo.post(`${API}/orders`, () => HttpResponse.json(1)),
      forwardTo.otherwise(),
    );
    const response = await call('/orders?secret=1');
    const expected =
      `No handler takes GET ${API}/orders. The nearest handler is forwardTo.post('${API}/orders'). ` +
      'Correct its URL or method, or add a handler before forwardTo.otherwise().';
    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({ message: expected });
    expect(log.mock.calls).toEqual([[`[@forward-to/testing] ${expected}`]]);
    log.mockRestore();
  });

  it('rejects what breaks the contract as every handler does', async () => {
    server.use(forwardTo.otherwise());
    expect((await call('/orders', { headers: { 'x-project-key': '' } })).status).toBe(400);
    expect(contractViolations()).toHaveLength(1);
    expect(() => {
      assertNoContractViolations();
    }).toThrow('X-Project-Key');
  });
});
