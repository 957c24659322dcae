const MEANINGS: Readonly<Record<string, string>> = {
  iss: 'the gateway, whose public keys verify the token',
  aud: 'the URL that the token is for',
  sub: 'the user',
  type: 'an exchange token, not a session token',
  iat: 'signed at',
  exp: 'valid until',
  project_key: 'the Project of the page',
  user_permissions: 'what the user may do in it',
};

/** One claim as people read it. */
export interface ExplainedClaim {
  name: string;
  value: string;
  meaning: string;
}

/**
 * Explains the claims of a token, in the order in which a reader asks for them.
 *
 * The claims of the Project and of the permissions have the issuer before their names; `<iss>` stands for it here.
 */
export function explainClaims(claims: Readonly<Record<string, unknown>>): ExplainedClaim[] {
  const order = ['sub', 'project_key', 'user_permissions', 'aud', 'iss', 'type', 'iat', 'exp'];
  const keyOf = (name: string) => name.split('/').at(-1) ?? name;
  const rank = (name: string) => (order.indexOf(keyOf(name)) + order.length + 1) % (order.length + 1);
  const issuer = String(claims.iss);
  return Object.entries(claims)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => ({
      name: name.replace(issuer, '<iss>'),
      value: printClaim(keyOf(name), value),
      meaning: MEANINGS[keyOf(name)] ?? '',
    }));
}

function printClaim(name: string, value: unknown): string {
  if ((name === 'iat' || name === 'exp') && typeof value === 'number') {
    return `${value} (${new Date(value * 1000).toISOString().slice(11, 19)} UTC)`;
  }
  return Array.isArray(value) ? value.join(', ') : String(value);
}
