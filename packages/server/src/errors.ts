import { ForwardToError, VERIFIER_STATUS } from '@forward-to/protocol';
import type { ForwardToErrorDetails, VerifierErrorCode } from '@forward-to/protocol';

// Constants: nothing of a request or a token ever enters a message. What differs per call is in expected and actual.
const EXPLANATIONS: Record<VerifierErrorCode, { message: string; hint: string }> = {
  missing_authorization: {
    message: 'The request carries no bearer token',
    hint: 'Call the API through /proxy/forward-to of the Merchant Center API Gateway, which adds the token; check that no proxy drops the header.',
  },
  malformed_token: {
    message: 'The bearer token is not a well-formed exchange token',
    hint: 'Send exactly one Authorization header, with the token as the gateway wrote it.',
  },
  algorithm_not_allowed: {
    message: 'The token is not signed with RS256',
    hint: 'The gateway signs with RS256 only: the token comes from somewhere else.',
  },
  unknown_key: {
    message: 'The key that signed the token is not in the key set of its issuer',
    hint: 'Check that "issuer" names the gateway that the application calls; a restarted local gateway has new keys within seconds.',
  },
  invalid_signature: {
    message: 'The signature of the token is not valid',
    hint: 'The token was changed on its way, or was signed by somebody else.',
  },
  token_expired: {
    message: 'The token has expired',
    hint: 'An exchange token lives 60 seconds: send the call again for a fresh one, and compare the clock of this machine.',
  },
  token_not_yet_valid: {
    message: 'The token is not valid yet',
    hint: 'The clock of this machine seems to be behind: set it, or raise "clockTolerance" (at most 30 seconds).',
  },
  lifetime_too_long: {
    message: 'The token lives longer than an exchange token may',
    hint: 'The gateway gives exchange tokens 60 seconds: the token is of another kind, for example a session token.',
  },
  issuer_mismatch: {
    message: 'The token was issued by a gateway that this API does not trust',
    hint: 'Set "issuer" to the region of the Project or to the URL of the local gateway, or "inferIssuer: true" for all regions.',
  },
  audience_mismatch: {
    message: 'The token was issued for another URL',
    hint: 'Set "audience" to the origin of the X-Forward-To URL, and use one audience policy on both sides.',
  },
  wrong_token_type: {
    message: 'The token is not an exchange token',
    hint: 'A session token was sent straight to the API: call it through /proxy/forward-to, which exchanges it.',
  },
  missing_claim: {
    message: 'The token lacks a claim that every exchange token has',
    hint: 'The token comes from something else than the Merchant Center API Gateway.',
  },
  invalid_claim: {
    message: 'A claim of the token has the wrong form',
    hint: 'The token comes from something else than the Merchant Center API Gateway.',
  },
  invalid_request_url: {
    message: 'The URL of the request cannot be compared with the audience of the token',
    hint: 'Use a path that starts with one "/" and has no dot segments, "//" or "\\"; where requests have no "url", set "getRequestUrl".',
  },
  project_not_allowed: {
    message: 'This API does not serve the Project of the caller',
    hint: 'Add the key of the Project to "projects" of the verifier if the Project is yours.',
  },
  insufficient_permissions: {
    message: 'The user lacks a permission that this route requires',
    hint: 'Give a team of the user the permission in this Project.',
  },
  permissions_not_requested: {
    message: 'The token carries no permissions, since the client did not ask for them',
    hint: 'Set "includeUserPermissions: true" in the forward-to configuration of the client.',
  },
  projects_unavailable: {
    message: 'The API could not find out whether it serves the Project of the caller',
    hint: 'The function given as "projects" failed: look at the error that "onRejected" gets, and at the database behind the function.',
  },
  keys_unavailable: {
    message: 'The keys of the issuer cannot be fetched',
    hint: 'Check that this machine reaches the key set of the gateway; the next attempt follows within seconds.',
  },
};

/** Details that one call adds to the constant explanation of a code. */
export type RefusalDetails = Partial<Pick<ForwardToErrorDetails, 'hint' | 'expected' | 'actual' | 'cause'>> & {
  /** A constant in place of that of the code. */
  message?: string;
};

/** A refusal of the verifier: message, hint and status by its code. */
export function refusal(code: VerifierErrorCode, details: RefusalDetails = {}): ForwardToError {
  const { hint, ...explanation } = EXPLANATIONS[code];
  const { message = explanation.message, ...rest } = details;
  return new ForwardToError(code, message, { hint, source: 'verifier', statusCode: VERIFIER_STATUS[code], ...rest });
}
