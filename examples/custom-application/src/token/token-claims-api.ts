import { forwardToRequest } from '@forward-to/http-client';
import { readEnvironment } from '../environment.ts';

/** What the API found in the token of a call. */
export interface TokenClaims {
  /** The decoded payload of the token. */
  claims: Record<string, unknown>;
}

/** Asks the API for the claims of the token that the gateway signed for this very call. */
export function fetchTokenClaims(): Promise<TokenClaims> {
  return forwardToRequest<TokenClaims>(`${readEnvironment().externalApiUrl}/token-claims`, {
    includeUserPermissions: true,
  });
}
