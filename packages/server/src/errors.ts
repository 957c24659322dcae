import { ForwardToError, VERIFIER_STATUS } from '@forward-to/protocol';
import type { ForwardToErrorDetails, VerifierErrorCode } from '@forward-to/protocol';

// Constants: nothing of a request or a token ever enters a message. What differs from request to request is in expected and actual.
const EXPLANATIONS: Record<VerifierErrorCode, { message: string; hint: string }> = {
  missing_authorization: {
    message: 'The request has no bearer token',
    hint: 'Send the request through /proxy/forward-to of the Merchant Center API Gateway, which adds the token. If you do, check that no proxy removes the Authorization header.',
  },
  malformed_token: {
    message: 'The bearer token is not a well-formed exchange token',
    hint: 'Send exactly one Authorization header, with the token as the gateway wrote it.',
  },
  algorithm_not_allowed: {
    message: 'The token is not signed with RS256',
    hint: 'The gateway signs with RS256 only, so this token comes from somewhere else.',
  },
  unknown_key: {
    message: 'The key that signed the token is not in the key set of its issuer',
    hint: 'Check that "issuer" names the gateway that the application calls. A local gateway has new keys after a restart: send the request again after a few seconds.',
  },
  invalid_signature: {
    message: 'The signature of the token is not valid',
    hint: 'The token was changed on its way, or somebody else signed it.',
  },
  token_expired: {
    message: 'The token has expired',
    hint: 'An exchange token is valid for 60 seconds. Send the request again for a fresh one; if it fails again, compare the clocks of this machine and of the gateway.',
  },
  token_not_yet_valid: {
    message: 'The token is not valid yet',
    hint: 'The clock of this machine seems to be behind. Set it, or raise "clockTolerance" (at most 30 seconds).',
  },
  lifetime_too_long: {
    message: 'The token is valid for longer than an exchange token may be',
    hint: 'An exchange token is valid for 60 seconds. This token is of another kind, for example a session token: send the request through /proxy/forward-to.',
  },
  issuer_mismatch: {
    message: 'The token comes from a gateway that this API does not trust',
    hint: 'Set "issuer" to the region of the Project or to the URL of the local gateway. "inferIssuer: true" trusts all regions.',
  },
  audience_mismatch: {
    message: 'The token was issued for another URL',
    hint: 'Set "audience" to the origin of the X-Forward-To URL, and use the same audience policy in the client and in the API.',
  },
  wrong_token_type: {
    message: 'The token is not an exchange token',
    hint: 'A session token seems to have been sent straight to the API. Send the request to /proxy/forward-to of the gateway, which exchanges it.',
  },
  missing_claim: {
    message: 'The token lacks a claim that every exchange token has',
    hint: 'The Merchant Center API Gateway did not make this token.',
  },
  invalid_claim: {
    message: 'A claim of the token has the wrong form',
    hint: 'The Merchant Center API Gateway did not make this token.',
  },
  invalid_request_url: {
    message: 'The URL of the request cannot be compared with the audience of the token',
    hint: 'Use a path that starts with one "/" and has no dot segments, "//" or "\\". If your requests have no "url", pass "getRequestUrl".',
  },
  project_not_allowed: {
    message: 'This API does not serve the Project of the user',
    hint: 'If the Project is yours, add its key to "projects" of the verifier.',
  },
  insufficient_permissions: {
    message: 'The user lacks a permission that this route requires',
    hint: 'Give the permission to a team of the user in this Project.',
  },
  permissions_not_requested: {
    message: 'The token holds no permissions, because the client did not ask for them',
    hint: 'Set "includeUserPermissions: true" in the forward-to configuration of the client.',
  },
  projects_unavailable: {
    message: 'The API could not find out whether it serves the Project of the user',
    hint: 'The function given as "projects" failed. Look at the error that "onRejected" gets, and at the database behind the function.',
  },
  keys_unavailable: {
    message: 'The keys of the gateway could not be fetched',
    hint: 'Check that this machine reaches the key set of the gateway. The verifier tries again within seconds.',
  },
};

/** Details that one request adds to the constant explanation of a code. */
export type RefusalDetails = Partial<Pick<ForwardToErrorDetails, 'hint' | 'expected' | 'actual' | 'cause'>> & {
  /** A constant in place of that of the code. */
  message?: string;
};

/** Creates the error with which the verifier rejects a request: message, hint and status by its code. */
export function refusal(code: VerifierErrorCode, details: RefusalDetails = {}): ForwardToError {
  const { hint, ...explanation } = EXPLANATIONS[code];
  const { message = explanation.message, ...rest } = details;
  return new ForwardToError(code, message, { hint, source: 'verifier', statusCode: VERIFIER_STATUS[code], ...rest });
}
