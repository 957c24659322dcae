import { describe, expect, it } from '@jest/globals';
import { showUrl } from './check-claims.ts';
import { createSessionAuthVerifier } from './index.ts';
import type { SessionAuthVerifierOptions } from './index.ts';
import { API, createLab, ISSUER, NOW, PATH } from './test-support/attacks/lab.ts';
import { refusalOf } from './test-support/refusal-of.ts';

const lab = createLab();
const seconds = NOW / 1000;
const SESSION = { userId: 'user-1', projectKey: 'my-project' };

function send(claims: Record<string, unknown>, options: Partial<SessionAuthVerifierOptions> = {}, url = PATH) {
  const verify = createSessionAuthVerifier({
    audience: API,
    issuer: ISSUER,
    projects: ['my-project'],
    jwks: { keys: lab.keys },
    now: () => NOW,
    ...options,
  });
  return verify({ headers: { authorization: `Bearer ${lab.token(claims)}` }, url });
}

describe('without tolerance', () => {
  it.each([
    [seconds + 1, undefined],
    [seconds, 'token_expired'],
    [seconds - 1, 'token_expired'],
  ])('a token that ends at %d is judged by the second', async (exp, code) => {
    const call = send({ iat: seconds - 30, exp }, { clockTolerance: 0 });
    if (code === undefined) expect(await call).toEqual(SESSION);
    else expect((await refusalOf(call)).code).toBe(code);
  });

  it('a clock that gives no number lets nobody in', async () => {
    const { code } = await refusalOf(send({}, { clockTolerance: 0, now: () => Number.NaN }));
    expect(code).toBe('token_expired');
  });
});

it('rejects a token that ends in the second in which it begins', async () => {
  const { code, expected } = await refusalOf(send({ iat: seconds, exp: seconds }));
  expect([code, expected]).toEqual(['invalid_claim', '"exp" after "iat"']);
});

describe('the root path', () => {
  const audience = ['https://tunnel.example.com', API];

  it.each([API, `${API}/`, 'https://tunnel.example.com', 'https://tunnel.example.com/'])(
    'is the same place with and without its slash (%s)',
    async (aud) => {
      expect(await send({ aud }, { audience }, '/')).toEqual(SESSION);
    },
  );

  it('may have its slash under the origin policy too, with a base path as well', async () => {
    const options = { audience, audiencePolicy: 'forward-url-origin', basePath: '/api' } as const;
    expect(await send({ aud: `${API}/` }, options)).toEqual(SESSION);
  });

  it.each(['https://other.example.com', 'https://other.example.com/', `${API}//`, `${API}/orders/1/`])(
    'is not %s',
    async (aud) => {
      expect((await refusalOf(send({ aud }, { audience }, '/'))).code).toBe('audience_mismatch');
    },
  );
});

describe('the Projects', () => {
  it('"any" are all of them, also one of that name only when it is listed', async () => {
    const claims = { [`${ISSUER}/claims/project_key`]: 'other-project' };
    expect(await send(claims, { projects: 'any' })).toEqual({ ...SESSION, projectKey: 'other-project' });
    const { code, expected } = await refusalOf(send(claims, { projects: ['my-project'] }));
    expect([code, expected]).toEqual(['project_not_allowed', ['my-project']]);
  });

  it.each([
    [false, { code: 'project_not_allowed', statusCode: 403 }],
    [undefined, { code: 'projects_unavailable', statusCode: 503, actual: 'the function gave undefined' }],
    [null, { code: 'projects_unavailable', statusCode: 503, actual: 'the function gave null' }],
    [1, { code: 'projects_unavailable', statusCode: 503, expected: 'true or false' }],
  ])('are none for a function that gives %p', async (answer, refused) => {
    expect(await refusalOf(send({}, { projects: () => answer as boolean }))).toMatchObject(refused);
  });
});

describe('what a developer is shown', () => {
  it.each([
    [{ exp: seconds - 20, iat: seconds - 50 }, 'expired at most 5 s ago', 'expired 20 s ago'],
    [{ exp: seconds + 70, iat: seconds + 20.5 }, 'at most 5 s ahead', '21 s ahead'],
    [{ exp: seconds + 70, iat: seconds - 10 }, 'at most 65 s', '80 s'],
    [{ type: 'session' }, 'exchange', undefined],
    [
      { [`${ISSUER}/claims/user_permissions`]: 'all' },
      `a list of names as "${ISSUER}/claims/user_permissions"`,
      undefined,
    ],
    [{ sub: 7 }, 'a string as "sub"', undefined],
    [{ exp: '7' }, 'a number as "exp"', undefined],
    [{ aud: undefined }, 'the claim "aud"', undefined],
  ])('of %j names what was expected', async (claims, expected, actual) => {
    const error = await refusalOf(send(claims));
    expect(error.expected).toBe(expected);
    expect(error.actual).toBe(actual);
  });

  it.each([
    ['https://u:p@API.example.com:443/a/?q#f', 'https://api.example.com/a/'],
    ['http://localhost:6001', 'http://localhost:6001'],
    ['http://localhost:6001/', 'http://localhost:6001/'],
    ['ws://localhost/', undefined],
    ['xhttp://localhost/', undefined],
    ['httpsx://localhost/', undefined],
    ['orders', undefined],
    [`https://a.example/${'x'.repeat(482)}`, `https://a.example/${'x'.repeat(482)}`],
    [`https://a.example/${'x'.repeat(483)}`, undefined],
  ])('of the URL %s is %s', (url, shown) => {
    expect(showUrl(url)).toBe(shown);
  });
});
