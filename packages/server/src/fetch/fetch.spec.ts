import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKeyServer } from '../test-support/start-key-server.ts';
import type { KeyServer } from '../test-support/start-key-server.ts';
import { refusalOf } from '../test-support/refusal-of.ts';
import { takeWarnings } from '../../../../test-support/warnings.ts';
import { assertPermissions, createSessionAuthVerifier, createSessionGuard } from './index.ts';
import type { FetchVerifierOptions } from './index.ts';

const url = 'https://api.example.com/orders/1';
let keys: KeyServer;
let options: FetchVerifierOptions;

beforeAll(async () => {
  keys = await startKeyServer();
  const { issuer } = keys.issuer;
  options = { audience: 'https://api.example.com', issuer, projects: ['shop'], now: () => keys.now };
});
afterAll(() => keys.close());

function requestOf(subject: { projectKey?: string; userPermissions?: string[] } = {}): Request {
  const token = keys.issuer.mint({ userId: 'user-1', projectKey: 'shop', audience: url, ...subject });
  return new Request(`${url}?page=2`, { headers: { Authorization: `Bearer ${token}` } });
}

describe('createSessionAuthVerifier', () => {
  it('gives the session of a request', async () => {
    const verify = createSessionAuthVerifier(options);
    expect(await verify(requestOf())).toEqual({ userId: 'user-1', projectKey: 'shop' });
  });

  it('rejects with a typed error', async () => {
    const verify = createSessionAuthVerifier(options);
    expect(await refusalOf(verify(new Request(url)))).toMatchObject({ code: 'missing_authorization', statusCode: 401 });
  });

  it('asks whose Projects are served', () => {
    const silent = { ...options, projects: undefined };
    expect(() => createSessionAuthVerifier(silent as unknown as FetchVerifierOptions)).toThrow(/"projects" is missing/);
  });
});

describe('createSessionGuard', () => {
  it('hands request, session and what the framework gave to the handler', async () => {
    const withSession = createSessionGuard(options);
    // A route handler of Next.js: the second argument holds the parameters of the path.
    const GET = withSession((request, session, { params }: { params: { id: string } }) =>
      Response.json({ page: new URL(request.url).searchParams.get('page'), user: session.userId, id: params.id }),
    );
    const response = await GET(requestOf(), { params: { id: '1' } });
    expect(await response.json()).toEqual({ page: '2', user: 'user-1', id: '1' });
  });

  it('answers a refusal with its status, mark and body', async () => {
    const GET = createSessionGuard(options)(() => new Response('never'));
    const response = await GET(new Request(url));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('x-forward-to-error')).toBe('verifier/missing_authorization');
    expect(await response.json()).toMatchObject({ forwardToError: { source: 'verifier' } });
  });

  it('answers a lacking permission of the handler', async () => {
    const DELETE = createSessionGuard(options)((_request, session) => {
      assertPermissions(session, 'canManageOrders');
      return new Response('done');
    });
    const asked = await DELETE(requestOf({ userPermissions: ['canViewOrders'] }));
    const silent = await DELETE(requestOf());
    const allowed = await DELETE(requestOf({ userPermissions: ['canManageOrders'] }));
    expect([asked.status, asked.headers.get('x-forward-to-error')]).toEqual([403, 'verifier/insufficient_permissions']);
    expect([silent.status, silent.headers.get('x-forward-to-error')]).toEqual([
      403,
      'verifier/permissions_not_requested',
    ]);
    expect(await allowed.text()).toBe('done');
  });

  it('leaves other errors of the handler to the framework', async () => {
    const GET = createSessionGuard(options)(() => {
      throw new RangeError('of the handler');
    });
    await expect(GET(requestOf())).rejects.toThrow(RangeError);
  });

  it('shows no details unless it may', async () => {
    const { keys: fixed } = keys.issuer.jwks();
    const GET = createSessionGuard({ ...options, issuer: 'gcp-eu', jwks: { keys: fixed } })(
      () => new Response('never'),
    );
    const body = (await (await GET(requestOf())).json()) as { forwardToError: { message: string } };
    expect(Object.keys(body.forwardToError)).toEqual(['source', 'code', 'message']);
    expect(body.forwardToError.message).toBe(
      'The token comes from a local gateway, which this API does not trust: the terminal of the API says what to set',
    );
    expect(takeWarnings().at(-1)).toMatchObject({
      code: 'FORWARD_TO_LOCAL_GATEWAY',
      message: expect.stringContaining(`set "issuer" to "${keys.issuer.issuer}"`),
    });
  });
});
