import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKeyServer } from '../test-support/start-key-server.ts';
import type { KeyServer } from '../test-support/start-key-server.ts';
import { refusalOf } from '../test-support/refusal-of.ts';
import { assertPermissions, createSessionAuthVerifier, createSessionGuard } from './index.ts';
import type { LambdaEvent, LambdaVerifierOptions } from './index.ts';

const api = 'https://api.example.com';
let keys: KeyServer;
let options: LambdaVerifierOptions;

beforeAll(async () => {
  keys = await startKeyServer();
  options = { audience: api, issuer: keys.issuer.issuer, projects: ['shop'], now: () => keys.now };
});
afterAll(() => keys.close());

const bearer = (path: string, userPermissions?: string[]) =>
  `Bearer ${keys.issuer.mint({ userId: 'user-1', projectKey: 'shop', audience: api + path, userPermissions })}`;

/** Events as the providers document them, with the members that matter and those that could mislead. */
const events: Record<string, { path: string; event: (authorization: string) => LambdaEvent }> = {
  // API Gateway guide, "Input format of a Lambda function for proxy integration": "path" has no stage, the context has.
  'API Gateway REST, payload 1.0': {
    path: '/prod/orders/1',
    event: (authorization) => ({
      resource: '/orders/{id}',
      path: '/orders/1',
      httpMethod: 'GET',
      headers: { Authorization: authorization, Host: 'id.execute-api.eu-central-1.amazonaws.com' },
      multiValueHeaders: { Authorization: [authorization] },
      queryStringParameters: { page: '2' },
      requestContext: { path: '/prod/orders/1', stage: 'prod', resourcePath: '/orders/{id}' },
    }),
  },
  // API Gateway guide, "Create AWS Lambda proxy integrations for HTTP APIs", payload 2.0: header names in lower case.
  'API Gateway HTTP, payload 2.0': {
    path: '/prod/orders/1',
    event: (authorization) => ({
      version: '2.0',
      routeKey: 'GET /orders/{id}',
      rawPath: '/prod/orders/1',
      rawQueryString: 'page=2',
      headers: { authorization },
      requestContext: { stage: 'prod', http: { method: 'GET', path: '/prod/orders/1' } },
    }),
  },
  // Lambda guide, "Invoking Lambda function URLs".
  'function URL': {
    path: '/orders/1',
    event: (authorization) => ({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/orders/1',
      rawQueryString: '',
      headers: { authorization },
      requestContext: { stage: '$default', http: { method: 'GET', path: '/orders/1' } },
    }),
  },
  // Elastic Load Balancing guide, "Use Lambda functions as targets".
  'load balancer': {
    path: '/orders/1',
    event: (authorization) => ({
      requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:region:1:targetgroup/t/1' } },
      httpMethod: 'GET',
      path: '/orders/1',
      headers: { authorization },
    }),
  },
  'load balancer with multi-value headers': {
    path: '/orders/1',
    event: (authorization) => ({
      requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:region:1:targetgroup/t/1' } },
      httpMethod: 'GET',
      path: '/orders/1',
      multiValueHeaders: { authorization: [authorization] },
    }),
  },
};

describe.each(Object.entries(events))('%s', (_name, { path, event }) => {
  it('gives the session and assigns it to the event', async () => {
    const sent = event(bearer(path));
    const session = { userId: 'user-1', projectKey: 'shop' };
    expect(await createSessionAuthVerifier(options)(sent)).toEqual(session);
    expect(sent).toMatchObject({ session });
  });

  it('refuses a token for another path', async () => {
    const verify = createSessionAuthVerifier(options);
    expect(await refusalOf(verify(event(bearer(`${path}0`))))).toMatchObject({ code: 'audience_mismatch' });
  });
});

describe('createSessionAuthVerifier', () => {
  it('puts the base path of a custom domain before the path', async () => {
    const verify = createSessionAuthVerifier({ ...options, basePath: '/v1' });
    const session = await verify({ rawPath: '/orders/1', headers: { authorization: bearer('/v1/orders/1') } });
    expect(session.userId).toBe('user-1');
  });

  it('takes a path that API Gateway decoded', async () => {
    const verify = createSessionAuthVerifier(options);
    const session = await verify({ rawPath: '/a b/é', headers: { authorization: bearer('/a%20b/%C3%A9') } });
    expect(session.userId).toBe('user-1');
  });

  it('lets getRequestUrl decide about the path', async () => {
    const verify = createSessionAuthVerifier({ ...options, getRequestUrl: () => '/elsewhere?page=2' });
    const session = await verify({ rawPath: '/orders/1', headers: { authorization: bearer('/elsewhere') } });
    expect(session.userId).toBe('user-1');
  });

  it('takes a "?" in a path for what it is: part of the path, with dot segments behind it refused', async () => {
    const verify = createSessionAuthVerifier(options);
    const hidden = { rawPath: '/orders/1?x/../../admin', headers: { authorization: bearer('/orders/1') } };
    expect(await refusalOf(verify(hidden))).toMatchObject({ code: 'invalid_request_url', statusCode: 400 });
    const longer = { rawPath: '/orders/1?x', headers: { authorization: bearer('/orders/1') } };
    expect(await refusalOf(verify(longer))).toMatchObject({ code: 'audience_mismatch' });
    const own = { rawPath: '/orders/1?x', headers: { authorization: bearer('/orders/1%3Fx') } };
    expect((await verify(own)).userId).toBe('user-1');
  });

  it('refuses an event without a path or without headers', async () => {
    const verify = createSessionAuthVerifier(options);
    const withoutPath = { headers: { authorization: bearer('/orders/1') } };
    expect(await refusalOf(verify(withoutPath))).toMatchObject({ code: 'invalid_request_url' });
    expect(await refusalOf(verify({ rawPath: '/orders/1', headers: null }))).toMatchObject({
      code: 'missing_authorization',
    });
  });

  it('asks whose Projects are served', () => {
    const silent = { ...options, projects: undefined };
    expect(() => createSessionAuthVerifier(silent as unknown as LambdaVerifierOptions)).toThrow(
      /"projects" is missing/,
    );
  });
});

describe('createSessionGuard', () => {
  const http = events['API Gateway HTTP, payload 2.0']!;

  it('hands event, session and context to the handler', async () => {
    const withSession = createSessionGuard(options);
    const handler = withSession((event: LambdaEvent, session, context: { awsRequestId: string }) => ({
      body: `${event.rawPath} ${session.userId} ${context.awsRequestId}`,
    }));
    expect(await handler(http.event(bearer(http.path)), { awsRequestId: 'id-1' })).toEqual({
      body: '/prod/orders/1 user-1 id-1',
    });
  });

  it('answers a refusal as every provider understands it', async () => {
    const handler = createSessionGuard(options)(() => 'never');
    const result = await handler({ rawPath: '/orders/1', headers: {} });
    expect(result).toMatchObject({
      statusCode: 401,
      headers: { 'WWW-Authenticate': 'Bearer', 'x-forward-to-error': 'verifier/missing_authorization' },
      isBase64Encoded: false,
    });
    expect(JSON.parse((result as { body: string }).body)).toMatchObject({
      forwardToError: { code: 'missing_authorization' },
    });
  });

  it('answers with multi-value headers where the load balancer reads no others', async () => {
    const handler = createSessionGuard(options)(() => 'never');
    const result = await handler({ path: '/orders/1', multiValueHeaders: {} });
    expect(result).toMatchObject({ multiValueHeaders: { 'WWW-Authenticate': ['Bearer'] } });
    expect(result).not.toHaveProperty('headers');
  });

  it('answers a lacking permission of the handler', async () => {
    const handler = createSessionGuard(options)((_event, session) => {
      assertPermissions(session, 'canManageOrders');
      return 'done';
    });
    expect(await handler(http.event(bearer(http.path, [])))).toMatchObject({ statusCode: 403 });
    expect(await handler(http.event(bearer(http.path, ['canManageOrders'])))).toBe('done');
  });

  it('leaves other errors of the handler to Lambda', async () => {
    const handler = createSessionGuard(options)(() => {
      throw new RangeError('of the handler');
    });
    await expect(handler(http.event(bearer(http.path)))).rejects.toThrow(RangeError);
  });
});
