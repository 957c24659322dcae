import { EXCHANGE_TOKEN_LIFETIME, EXCHANGE_TOKEN_TYPE, projectKeyClaim, userPermissionsClaim } from '../claims.ts';

export interface ExchangeTokenSubject {
  userId: string;
  projectKey: string;
  audience: string;
  /** Left out of the token when absent: the caller did not ask for it. */
  userPermissions?: readonly string[] | undefined;
}

/**
 * Builds the claims of an exchange token, as the Merchant Center API Gateway writes them.
 *
 * @param now current time in milliseconds; the token lives 60 seconds from then.
 */
export function exchangeTokenClaims(
  issuer: string,
  subject: ExchangeTokenSubject,
  now: number,
): Record<string, unknown> {
  const issuedAt = Math.floor(now / 1000);
  return {
    exp: issuedAt + EXCHANGE_TOKEN_LIFETIME,
    iat: issuedAt,
    sub: subject.userId,
    iss: issuer,
    aud: subject.audience,
    type: EXCHANGE_TOKEN_TYPE,
    [projectKeyClaim(issuer)]: subject.projectKey,
    ...(subject.userPermissions && { [userPermissionsClaim(issuer)]: subject.userPermissions }),
  };
}
