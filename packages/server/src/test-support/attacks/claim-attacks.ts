import { attacks } from './attack.ts';
import type { Attack } from './attack.ts';
import { API, ISSUER, PATH } from './lab.ts';
import type { Lab } from './lab.ts';

/** Tokens of the gateway that were meant for somebody or something else. */
export function claimAttacks(lab: Lab): Attack[] {
  const permissions = (value: unknown) => lab.token({ [`${ISSUER}/claims/user_permissions`]: value });
  const project = (value: unknown) => lab.token({ [`${ISSUER}/claims/project_key`]: value });
  const audience = (aud: unknown) => lab.token({ aud });
  const issuer = (iss: unknown) => lab.token({ iss, [`${String(iss)}/claims/project_key`]: 'my-project' });
  const type = (value: unknown) => lab.token({ type: value });
  return [
    ...attacks('comparing audiences by a part of them', 'audience_mismatch', {
      'audience a prefix': audience(`${API}/orders`),
      'audience longer': audience(`${API}${PATH}0`),
      'audience a suffix': audience(`evil${API}${PATH}`),
      'audience in other case': audience(`${API}/ORDERS/1`),
      'audience with a slash at its end': audience(`${API}${PATH}/`),
      'audience with the default port': audience(`https://api.example.com:443${PATH}`),
      'audience with another port': audience(`https://api.example.com:8443${PATH}`),
      'audience by the other policy': audience(API),
      'audience with http': audience(`http://api.example.com${PATH}`),
      'audience on another host': audience(`https://api.example.net${PATH}`),
      'audience on a lookalike host': audience(`https://api.example.com.evil.example${PATH}`),
      'audience with user info': audience(`https://api.example.com@evil.example${PATH}`),
      'audience with a query': audience(`${API}${PATH}?a=b`),
      'audience with a fragment': audience(`${API}${PATH}#a`),
      'audience with white space': audience(` ${API}${PATH}`),
      'audience percent-encoded': audience(`${API}/orders/%31`),
      'audience with dot segments': audience(`${API}/orders/../orders/1`),
      'audience of another route': audience(`${API}/orders/2`),
      'audience the path alone': audience(PATH),
      'audience a star': audience('*'),
    }),
    ...attacks('taking a list as audience', 'invalid_claim', {
      'audience a list with the right one': audience([`${API}${PATH}`]),
      'audience a list of two': audience([`${API}${PATH}`, 'https://evil.example']),
      'audience a number': audience(1),
      'audience an object': audience({ [`${API}${PATH}`]: true }),
      'audience null': audience(null),
      'audience empty': audience(''),
    }),
    ...attacks('not asking for an audience', 'missing_claim', { 'audience missing': audience(undefined) }),
    ...attacks('comparing issuers loosely', 'issuer_mismatch', {
      'issuer with a slash': issuer(`${ISSUER}/`),
      'issuer with http': issuer('http://gateway.example.com'),
      'issuer in other case': issuer('https://GATEWAY.example.com'),
      'issuer a lookalike': issuer('https://gateway.example.com.evil.example'),
      'issuer with user info': issuer('https://gateway.example.com@evil.example'),
      'issuer with a port': issuer(`${ISSUER}:443`),
      'issuer with a path': issuer(`${ISSUER}/tenant`),
      'issuer a prefix': issuer('https://gateway.example'),
      'issuer of a region that is not configured': issuer('https://mc-api.europe-west1.gcp.commercetools.com'),
      'issuer __proto__': issuer('__proto__'),
    }),
    ...attacks('not asking for an issuer', 'missing_claim', { 'issuer missing': lab.token({ iss: undefined }) }),
    ...attacks('an issuer that is no string', 'invalid_claim', {
      'issuer a list': issuer([ISSUER]),
      'issuer null': issuer(null),
      'issuer empty': issuer(''),
      'issuer an object': issuer({}),
    }),
    ...attacks('taking any token of the gateway', 'wrong_token_type', {
      'type missing': type(undefined),
      'type session': type('session'),
      'type in other case': type('Exchange'),
      'type a list': type(['exchange']),
      'type null': type(null),
      'type empty': type(''),
    }),
    ...attacks('a session of nobody', 'missing_claim', {
      'sub missing': lab.token({ sub: undefined }),
      'project missing': project(undefined),
      'project under the name of another issuer': lab.token({
        [`${ISSUER}/claims/project_key`]: undefined,
        'https://evil.example/claims/project_key': 'my-project',
      }),
      'project under a short name': lab.token({
        [`${ISSUER}/claims/project_key`]: undefined,
        project_key: 'my-project',
      }),
    }),
    ...attacks('a session that is no text', 'invalid_claim', {
      'sub empty': lab.token({ sub: '' }),
      'sub an object': lab.token({ sub: { id: 'user-1' } }),
      'sub a number': lab.token({ sub: 1 }),
      'sub a list': lab.token({ sub: ['user-1'] }),
      'project empty': project(''),
      'project an object': project({ key: 'my-project' }),
      'project a list': project(['my-project']),
      'project null': project(null),
    }),
    ...attacks('permissions that are no list of names', 'invalid_claim', {
      'permissions a string': permissions('canViewOrders canManageOrders'),
      'permissions null': permissions(null),
      'permissions an object': permissions({ canViewOrders: true }),
      'permissions with a number': permissions(['canViewOrders', 1]),
      'permissions with null': permissions([null]),
      'permissions with a list': permissions([['canViewOrders']]),
      'permissions with an empty name': permissions(['']),
    }),
    ...attacks('trusting the signature alone', 'project_not_allowed', {
      'project of somebody else': project('their-project'),
      'project in other case': project('My-Project'),
      'project with a space': project('my-project '),
      'project a prefix': project('my'),
      'project longer': project('my-project-2'),
      'project __proto__': project('__proto__'),
    }),
  ];
}
