import { attacks } from './attack.ts';
import type { Attack } from './attack.ts';
import { json, NOW } from './lab.ts';
import type { Lab } from './lab.ts';

const now = NOW / 1000;

/** Times: RFC 7519 §4.1.4 to §4.1.6, 60 seconds of life, 5 seconds of tolerance. */
export function timeAttacks(lab: Lab): Attack[] {
  const times = (exp: unknown, iat: unknown, more: object = {}) => lab.token({ exp, iat, ...more });
  // JSON.stringify cannot write these numbers.
  const raw = (name: 'exp' | 'iat', text: string) =>
    lab.tokenOf(
      json({ alg: 'RS256', kid: 'gateway' }),
      json(lab.claims({ [name]: 0 })).replace(`"${name}":0`, `"${name}":${text}`),
    );
  return [
    ...attacks('letting a token live for ever', 'missing_claim', {
      'exp missing': times(undefined, now - 30),
      'iat missing': times(now + 30, undefined),
    }),
    ...attacks('comparing times that are no numbers', 'invalid_claim', {
      'exp as a string': times(`${now + 30}`, now - 30),
      'exp as a date': times(new Date(NOW + 30_000).toISOString(), now - 30),
      'exp null, as NaN is written': times(null, now - 30),
      'exp true': times(true, now - 30),
      'exp as a list': times([now + 30], now - 30),
      'exp as an object': times({ valueOf: now + 30 }, now - 30),
      'exp infinite': raw('exp', '1e999'),
      'exp infinitely negative': raw('exp', '-1e999'),
      'iat as a string': times(now + 30, `${now - 30}`),
      'iat null': times(now + 30, null),
      'iat infinitely negative': raw('iat', '-1e999'),
      'nbf as a string': times(now + 30, now - 30, { nbf: '0' }),
      'nbf null': times(now + 30, now - 30, { nbf: null }),
    }),
    ...attacks('not looking at exp', 'token_expired', {
      'exp a second beyond the tolerance': times(now - 6, now - 66),
      'exp an hour ago': times(now - 3600, now - 3660),
      'exp zero': times(0, -60),
      'exp negative': times(-now, -now - 60),
    }),
    ...attacks(
      'expired on the second without tolerance',
      'token_expired',
      { 'exp now': times(now, now - 60) },
      {
        options: { clockTolerance: 0 },
      },
    ),
    ...attacks('taking a token out of the future', 'token_not_yet_valid', {
      'iat a second beyond the tolerance': times(now + 66, now + 6),
      'iat in a year': times(now + 31_536_060, now + 31_536_000),
      'iat in milliseconds': times(NOW + 60_000, NOW),
      'nbf beyond the tolerance': times(now + 30, now - 30, { nbf: now + 6 }),
    }),
    ...attacks('letting a long-lived token in', 'lifetime_too_long', {
      'a second longer than the tolerance allows': times(now + 36, now - 30),
      'an hour': times(now + 3570, now - 30),
      'exp in milliseconds': times(NOW, now - 30),
      'exp huge': times(Number.MAX_VALUE, now - 30),
      'iat zero': times(now + 30, 0),
      'iat negative': times(now + 30, -1),
    }),
    ...attacks('a life that ends before it begins', 'invalid_claim', {
      'exp before iat, both in tolerance': times(now - 3, now + 3),
      'exp equal to iat': times(now + 1, now + 1),
    }),
  ];
}
