/**
 * The code with which the verifier of `@forward-to/server` rejects each kind of bad token.
 *
 * `another-project` is the only one that the gateway could sign: a valid token for a Project that isn't in `projects`.
 */
export const badTokenCodes = {
  'not-a-token': 'malformed_token',
  'two-parts': 'malformed_token',
  'padded-base64': 'malformed_token',
  'claims-not-json': 'malformed_token',
  'missing-kid': 'malformed_token',
  'critical-header': 'malformed_token',
  unsigned: 'algorithm_not_allowed',
  'signed-with-the-public-key': 'algorithm_not_allowed',
  'lower-case-algorithm': 'algorithm_not_allowed',
  'unknown-key': 'unknown_key',
  'key-in-its-header': 'unknown_key',
  'signed-by-a-stranger': 'invalid_signature',
  'changed-claims': 'invalid_signature',
  'no-signature': 'invalid_signature',
  expired: 'token_expired',
  'issued-in-the-future': 'token_not_yet_valid',
  'not-yet-valid': 'token_not_yet_valid',
  'lives-too-long': 'lifetime_too_long',
  'missing-exp': 'missing_claim',
  'missing-iat': 'missing_claim',
  'exp-as-text': 'invalid_claim',
  'another-issuer': 'issuer_mismatch',
  'missing-issuer': 'missing_claim',
  'another-audience': 'audience_mismatch',
  'missing-audience': 'missing_claim',
  'several-audiences': 'invalid_claim',
  'session-token': 'wrong_token_type',
  'missing-type': 'wrong_token_type',
  'missing-user': 'missing_claim',
  'missing-project': 'missing_claim',
  'project-not-text': 'invalid_claim',
  'permissions-not-a-list': 'invalid_claim',
  'another-project': 'project_not_allowed',
} as const;

/** A way in which a token can be wrong; everything else about the token is right. */
export type BadTokenKind = keyof typeof badTokenCodes;

/** Every kind of bad token that {@link TestIssuer.mintBad} can mint, for `it.each(badTokenKinds)`. */
export const badTokenKinds: readonly BadTokenKind[] = Object.keys(badTokenCodes) as BadTokenKind[];
