/** Value of the `type` claim; sets an exchange token apart from a session token. */
export const EXCHANGE_TOKEN_TYPE = 'exchange';

/** Life of an exchange token in seconds. */
export const EXCHANGE_TOKEN_LIFETIME = 60;

/** The one algorithm that the gateway signs with. */
export const EXCHANGE_TOKEN_ALGORITHM = 'RS256';

/** The only value that `X-Forward-To-Claims` takes so far. */
export const PERMISSIONS_CLAIM_REQUEST = 'permissions';

/** Name of the claim that holds the Project key; `issuer` is the token's own `iss`. */
export function projectKeyClaim(issuer: string): string {
  return `${issuer}/claims/project_key`;
}

/** Name of the claim that lists the user's permissions, there only when the caller asked for it. */
export function userPermissionsClaim(issuer: string): string {
  return `${issuer}/claims/user_permissions`;
}
