import { algorithmAttacks } from './algorithm-attacks.ts';
import type { Attack, GoodCall } from './attack.ts';
import { claimAttacks } from './claim-attacks.ts';
import { keyAttacks } from './key-attacks.ts';
import { API, ISSUER, NOW, PATH } from './lab.ts';
import type { Lab } from './lab.ts';
import { projectAttacks, projectCalls } from './project-attacks.ts';
import { requestAttacks } from './request-attacks.ts';
import { shapeAttacks } from './shape-attacks.ts';
import { timeAttacks } from './time-attacks.ts';

/** Every request that must be refused. */
export function allAttacks(lab: Lab): Attack[] {
  return [
    ...algorithmAttacks(lab),
    ...keyAttacks(lab),
    ...timeAttacks(lab),
    ...claimAttacks(lab),
    ...shapeAttacks(lab),
    ...requestAttacks(lab),
    ...projectAttacks(lab),
  ];
}

/** Requests at the edge of what is let in: a verifier that refuses everything passes no test. */
export function goodCalls(lab: Lab): GoodCall[] {
  const now = NOW / 1000;
  const good = (name: string, token: string, more: Partial<GoodCall> = {}): GoodCall => ({
    name,
    authorization: [`Bearer ${token}`],
    ...more,
  });
  const eu = 'https://mc-api.commercetools.com';
  const ofEurope = { iss: eu, [`${eu}/claims/project_key`]: 'my-project' };
  return [
    good('an ordinary token', lab.token()),
    good('a header with typ', lab.token({}, { typ: 'JWT' })),
    good('no permissions at all', lab.token({ [`${ISSUER}/claims/user_permissions`]: [] })),
    good('permissions', lab.token({ [`${ISSUER}/claims/user_permissions`]: ['canViewOrders'] })),
    good('a user ID beyond ASCII', lab.token({ sub: 'user-é-漢' })),
    good('exp passed by the tolerance', lab.token({ exp: now - 5, iat: now - 65 })),
    good('iat ahead by the tolerance', lab.token({ exp: now + 65, iat: now + 5 })),
    good('nbf ahead by the tolerance', lab.token({ nbf: now + 5 })),
    good('60 s and the tolerance', lab.token({ exp: now + 35, iat: now - 30 })),
    good('a second before exp without tolerance', lab.token({ exp: now + 1, iat: now - 59 }), {
      options: { clockTolerance: 0 },
    }),
    good('a query', lab.token(), { path: `${PATH}?a=//../b` }),
    good('an encoded slash', lab.token({ aud: `${API}/a%2Fb` }), { path: '/a%2Fb' }),
    good('a percent-encoded path', lab.token({ aud: `${API}/caf%C3%A9` }), { path: '/caf%C3%A9' }),
    good('the root', lab.token({ aud: API }), { path: '/' }),
    good('the root with its slash', lab.token({ aud: `${API}/` }), { path: '/' }),
    good('a base path', lab.token({ aud: `${API}/api${PATH}` }), { options: { basePath: '/api' } }),
    good('the second audience of a list', lab.token({ aud: `https://tunnel.example.com${PATH}` }), {
      options: { audience: [API, 'https://tunnel.example.com'] },
    }),
    good('the origin policy', lab.token({ aud: API }), { options: { audiencePolicy: 'forward-url-origin' } }),
    good('a version 1 issuer', lab.token(ofEurope), { options: { issuer: 'gcp-eu' } }),
    good('an inferred issuer', lab.token(ofEurope), { options: { inferIssuer: true } }),
    ...projectCalls(lab),
    good('the scheme in lower case', lab.token(), { authorization: [`bearer ${lab.token()}`] }),
    good('forged gateway headers', lab.token(), {
      headers: { 'x-mc-api-cloud-identifier': 'gcp-us', 'x-mc-api-forward-to-version': 'v1' },
    }),
  ];
}
