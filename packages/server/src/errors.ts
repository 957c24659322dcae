import { ForwardToError, VERIFIER_STATUS } from '@forward-to/protocol';
import type { VerifierErrorCode } from '@forward-to/protocol';

/**
 * Message and usual hint of each refusal. Constant on purpose: what a caller sent never becomes part of a message, only
 * of `actual`, where it is safe to show.
 */
const TEXTS: Record<VerifierErrorCode, readonly [message: string, hint: string]> = {
  missing_authorization: [
    'The request has no "Authorization: Bearer" header, or more than one',
    'Call the API through /proxy/forward-to, and make sure that no proxy drops or repeats the header.',
  ],
  malformed_token: [
    'The token is not a JWT in strict form',
    'Send the token of the gateway untouched: three parts of unpadded base64url, 16 KiB at most.',
  ],
  algorithm_not_allowed: ['The token is not signed with RS256', 'Only tokens of the gateway are accepted.'],
  unknown_key: [
    'The key set of the issuer has no key with this ID',
    'Check "issuer": another region or another local gateway may have signed the token. A gateway that was restarted has new keys within seconds.',
  ],
  invalid_signature: ['The signature of the token is not valid', 'The token was changed or forged.'],
  token_expired: ['The token has expired', 'Send the call again for a fresh token, and compare both clocks.'],
  token_not_yet_valid: ['The token is not valid yet', 'Set the clock of this machine by NTP.'],
  lifetime_too_long: [
    'The token lives longer than an exchange token does',
    'Only tokens of the gateway are accepted; they live 60 seconds.',
  ],
  issuer_mismatch: [
    'The issuer of the token is not one that this API accepts',
    'Set "issuer" to the region of the Project, or to the URL of the local gateway.',
  ],
  audience_mismatch: [
    'The token was issued for another URL',
    'Set "audience" to the origin in the X-Forward-To URL, and use the same audience policy on both sides.',
  ],
  wrong_token_type: [
    'The token is not an exchange token',
    'A session token was sent straight to the API: call it through /proxy/forward-to.',
  ],
  missing_claim: ['The token lacks a claim that every exchange token has', 'Only tokens of the gateway are accepted.'],
  invalid_claim: ['A claim of the token has the wrong type or is empty', 'Only tokens of the gateway are accepted.'],
  invalid_request_url: [
    'The path of the request is not one that can be compared',
    'Use a path that starts with one "/" and has no dot segments, "//", "\\" or control characters. Set "getRequestUrl" when the request has neither "originalUrl" nor "url".',
  ],
  project_not_allowed: [
    'This API does not serve the Project',
    'Add the Project key to "projects" if the Project is yours.',
  ],
  insufficient_permissions: ['The user lacks a permission for this', 'Give the team of the user the permission.'],
  permissions_not_requested: [
    'The caller did not ask the gateway for the permissions of the user',
    'Call with includeUserPermissions: true.',
  ],
  keys_unavailable: [
    'The keys of the issuer cannot be fetched',
    'Make sure that the API reaches the key set of the issuer, /.well-known/jwks.json.',
  ],
};

interface RefusalDetails {
  message?: string | undefined;
  hint?: string | undefined;
  expected?: string | readonly string[] | undefined;
  actual?: string | undefined;
  cause?: unknown;
}

/** Makes the error of one refusal; its status is that of `protocol`. */
export function refusal(code: VerifierErrorCode, details: RefusalDetails = {}): ForwardToError {
  const [message, hint] = TEXTS[code];
  return new ForwardToError(code, details.message ?? message, {
    hint,
    source: 'verifier',
    statusCode: VERIFIER_STATUS[code],
    ...withoutUndefined(details),
  });
}

function withoutUndefined({ hint, expected, actual, cause }: RefusalDetails): Partial<RefusalDetails & { hint: string }> {
  return { ...(hint !== undefined && { hint }), expected, actual, cause };
}
