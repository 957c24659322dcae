import { attacks } from './attack.ts';
import type { Attack, AttackOptions } from './attack.ts';
import { API, ISSUER, PATH } from './lab.ts';
import type { Lab } from './lab.ts';

/** What stands around a token: headers and path of the request. */
export function requestAttacks(lab: Lab): Attack[] {
  return [...headerAttacks(lab), ...pathAttacks(lab), ...optionAttacks(lab)];
}

function headerAttacks(lab: Lab): Attack[] {
  const good = lab.token();
  const header = (name: string, authorization: string[], more: Partial<Attack> = {}): Attack => ({
    name,
    imitates: 'finding a token somewhere',
    code: 'missing_authorization',
    authorization,
    ...more,
  });
  return [
    header('no header', []),
    header('the token without scheme', [good]),
    header('the scheme without token', ['Bearer']),
    header('scheme Basic', [`Basic ${good}`]),
    header('scheme JWT', [`JWT ${good}`]),
    header('scheme Bearer with a colon', [`Bearer: ${good}`]),
    header('scheme and token without space', [`Bearer${good}`]),
    header('scheme with a suffix', [`BearerX ${good}`]),
    header('two headers, both good', [`Bearer ${good}`, `Bearer ${good}`]),
    header('two headers, the first good', [`Bearer ${good}`, 'Basic dXNlcjpwYXNz']),
    header('two headers, the last good', ['Basic dXNlcjpwYXNz', `Bearer ${good}`]),
    header('two tokens in one header', [`Bearer ${good}, Bearer ${good}`]),
    header('a token in the query', [], { path: `${PATH}?access_token=${good}` }),
    header('a token in a cookie', [], { headers: { cookie: `authorization=Bearer ${good}; mcAccessToken=${good}` } }),
    header('a token in other headers', [], {
      headers: { 'x-authorization': `Bearer ${good}`, 'proxy-authorization': `Bearer ${good}` },
    }),
    ...attacks('splitting the header loosely', 'malformed_token', {
      'two tokens with a space between': `${good} ${good}`,
      'the scheme twice': `Bearer ${good}`,
      'a word after the token': `${good} x`,
    }),
    ...attacks(
      'believing what the gateway adds to a call',
      'issuer_mismatch',
      {
        'a region in x-mc-api-cloud-identifier': lab.token({ iss: 'https://mc-api.us-central1.gcp.commercetools.com' }),
      },
      { headers: { 'x-mc-api-cloud-identifier': 'gcp-us', 'x-mc-api-forward-to-version': 'v2' } },
    ),
    ...attacks(
      'believing the version in a header',
      'issuer_mismatch',
      { 'a version 1 issuer in x-mc-api-forward-to-version': lab.token({ iss: 'https://mc-api.commercetools.co' }) },
      { headers: { 'x-mc-api-cloud-identifier': 'gcp-us', 'x-mc-api-forward-to-version': 'v1' } },
    ),
    ...attacks(
      'believing the host of a call',
      'audience_mismatch',
      { 'an audience on the forwarded host': lab.token({ aud: `https://evil.example${PATH}` }) },
      { headers: { 'x-forwarded-host': 'evil.example', 'x-original-url': '/evil', 'x-rewrite-url': '/evil' } },
    ),
  ];
}

function pathAttacks(lab: Lab): Attack[] {
  const path = (name: string, value: string, aud = `${API}/admin`): Attack => ({
    name,
    imitates: 'a URL parser and a router that disagree about a path',
    code: 'invalid_request_url',
    authorization: [`Bearer ${lab.token({ aud })}`],
    path: value,
    isRawPath: true,
  });
  const other = (name: string, value: string, aud: string): Attack => ({
    name,
    imitates: 'a token for one route that opens another',
    code: 'audience_mismatch',
    authorization: [`Bearer ${lab.token({ aud })}`],
    path: value,
  });
  return [
    path('dot segments', '/public/../admin'),
    path('a dot segment at the end', '/admin/x/..', `${API}/admin/`),
    path('a single dot', '/./admin'),
    path('encoded dot segments', '/public/%2e%2e/admin'),
    path('half encoded dot segments', '/public/.%2E/admin'),
    path('an encoded single dot', '/%2e/admin'),
    path('two slashes at the start', '//admin'),
    path('a host after two slashes', '//api.example.com/admin'),
    path('two slashes inside', '/public//admin', `${API}/public//admin`),
    path('a backslash', '/public\\..\\admin'),
    path('a fragment', '/admin#/public'),
    path('the absolute form', 'https://api.example.com/admin'),
    path('the absolute form of another host', 'http://evil.example/admin'),
    other('an encoded slash', '/public%2fadmin', `${API}/public/admin`),
    other('an encoded backslash', '/public%5cadmin', `${API}/public/admin`),
    other('an encoded letter', '/%61dmin', `${API}/admin`),
    other('an encoded percent sign', '/%2561dmin', `${API}/%61dmin`),
    other('a slash at the end', '/admin/', `${API}/admin`),
    other('a matrix parameter', '/admin;x=1', `${API}/admin`),
    other('the path in the query', '/admin?/../public', `${API}/public`),
    other('other case', '/Admin', `${API}/admin`),
    other('the root', '/', `${API}/admin`),
    other('a route below', '/admin/users', `${API}/admin`),
  ];
}

function optionAttacks(lab: Lab): Attack[] {
  const aud = (name: string, audience: string, options: AttackOptions, path = PATH): Attack => ({
    name,
    imitates: 'options that open more than they say',
    code: 'audience_mismatch',
    authorization: [`Bearer ${lab.token({ aud: audience })}`],
    path,
    options,
  });
  const eu = 'https://mc-api.europe-west1.gcp.commercetools.com';
  return [
    aud('the base path is missing in the audience', API + PATH, { basePath: '/api' }),
    aud('the base path twice', `${API}/api/api${PATH}`, { basePath: '/api' }),
    aud('the base path at another place', `${API}${PATH}/api`, { basePath: '/api' }),
    aud('a host that is not on the list', `https://other.example.com${PATH}`, {
      audience: [API, 'https://tunnel.example.com'],
    }),
    aud('origin policy, another host', 'https://other.example.com', { audiencePolicy: 'forward-url-origin' }),
    aud('origin policy, an audience with a path', API + PATH, { audiencePolicy: 'forward-url-origin' }),
    aud('the root with two slashes', `${API}//`, {}, '/'),
    ...attacks(
      'a region by its name is not every region',
      'issuer_mismatch',
      {
        'another region': lab.token({ iss: 'https://mc-api.us-central1.gcp.commercetools.com' }),
        'version 1 of another region': lab.token({ iss: 'https://mc-api.commercetools.co' }),
        'version 1 with a slash': lab.token({ iss: 'https://mc-api.commercetools.com/' }),
      },
      { options: { issuer: 'gcp-eu' } },
    ),
    ...attacks(
      'an inferred issuer is not any issuer',
      'issuer_mismatch',
      { 'a lookalike of a region': lab.token({ iss: 'https://mc-api.commercetools.com.evil.example' }) },
      { options: { inferIssuer: true } },
    ),
    ...attacks(
      'claims under the name of another issuer',
      'missing_claim',
      { 'the project of another issuer': lab.token({ iss: eu }) },
      { options: { inferIssuer: true, issuer: ISSUER } },
    ),
  ];
}
