import type { CallName } from './call-name.ts';
import { definedMembers } from './defined-members.ts';

/**
 * Which part of the chain rejected the request. The real gateway does not mark its responses, so an unmarked response is
 * `unknown`.
 */
export type ErrorSource = 'client' | 'network' | 'gateway' | 'verifier' | 'api' | 'unknown';

/** Codes of the verifier, with the HTTP status of the response. */
export const VERIFIER_STATUS = {
  missing_authorization: 401,
  malformed_token: 401,
  algorithm_not_allowed: 401,
  unknown_key: 401,
  invalid_signature: 401,
  token_expired: 401,
  token_not_yet_valid: 401,
  lifetime_too_long: 401,
  issuer_mismatch: 401,
  audience_mismatch: 401,
  wrong_token_type: 401,
  missing_claim: 401,
  invalid_claim: 401,
  invalid_request_url: 400,
  project_not_allowed: 403,
  insufficient_permissions: 403,
  permissions_not_requested: 403,
  keys_unavailable: 503,
  projects_unavailable: 503,
} as const;

/** Codes of the gateway, with the HTTP status of the response. */
export const GATEWAY_STATUS = {
  missing_header: 400,
  invalid_header: 400,
  unsupported_version: 400,
  invalid_target: 400,
  unauthenticated: 401,
  project_access_denied: 403,
  target_not_allowed: 403,
  origin_not_allowed: 403,
  host_not_allowed: 403,
  payload_too_large: 413,
  target_unreachable: 502,
  upstream_unreachable: 502,
  target_timeout: 504,
} as const;

export type VerifierErrorCode = keyof typeof VERIFIER_STATUS;
export type GatewayErrorCode = keyof typeof GATEWAY_STATUS;
/** Errors found in the caller's own process, before anything is sent. */
export type ClientErrorCode = 'missing_context' | 'invalid_config' | 'invalid_header';
export type NetworkErrorCode = 'aborted' | 'timeout' | 'network_error';
/** Errors about a response that did arrive; their source is what the mark of the response says. */
export type ResponseErrorCode = 'http_error' | 'invalid_response';
/** Every code of this kit; `docs/errors.md` explains each. */
export type ErrorCode = VerifierErrorCode | GatewayErrorCode | ClientErrorCode | NetworkErrorCode | ResponseErrorCode;

export interface ForwardToErrorDetails {
  source: ErrorSource;
  /** What to do about it, in one or two sentences for a person. */
  hint: string;
  /** Status of the response; absent where there was none. */
  statusCode?: number | undefined;
  /** The call that failed; absent where an error is not about a call. */
  request?: CallName | undefined;
  /** What would have been accepted, on a mismatch. */
  expected?: string | readonly string[] | undefined;
  /** What came instead. Never a secret. */
  actual?: string | undefined;
  cause?: unknown;
}

/**
 * The one error of this kit: `code` is for programs, `message` and `hint` are for people, and `source` tells which part of the
 * chain rejected the request.
 *
 * `request` names the call that failed, `statusCode` is absent where no response came, and `expected` and `actual` are there on
 * mismatches only. The error never holds a token or a cookie. Find it with {@link isForwardToError}, not with `instanceof`: a
 * page may have loaded two copies of this package.
 *
 * @example
 * catch (error) { if (isForwardToError(error) && error.code === 'project_not_allowed') … }
 */
export class ForwardToError extends Error {
  override readonly name: string = 'ForwardToError';
  declare readonly code: ErrorCode;
  declare readonly hint: string;
  declare readonly source: ErrorSource;
  declare readonly statusCode?: number;
  declare readonly request?: CallName;
  declare readonly expected?: string | readonly string[];
  declare readonly actual?: string;

  constructor(code: ErrorCode, message: string, details: ForwardToErrorDetails) {
    const members = definedMembers({ code, ...details });
    // It takes "cause" out of them, which stays hidden from a listing of the error's members.
    super(message, members);
    Object.assign(this, members);
  }

  /** The brand that {@link isForwardToError} looks for: a getter survives minifiers and duplicate copies. */
  get '@forward-to/error'(): true {
    return true;
  }

  /** What may be logged or stored: no stack, no cause, no body. */
  toJSON(): Pick<ForwardToError, 'name' | 'code' | 'message' | 'hint' | 'source' | 'statusCode' | 'request'> {
    const { name, code, message, hint, source, statusCode, request } = this;
    return definedMembers({ name, code, message, hint, source, statusCode, request }) as ReturnType<this['toJSON']>;
  }
}

/** Tells whether a caught value is an error of this kit, whichever copy of the package made it. */
export function isForwardToError(value: unknown): value is ForwardToError {
  return (Object(value) as Record<string, unknown>)['@forward-to/error'] === true;
}

/** An error that is found before anything is sent. */
export function clientError(code: ClientErrorCode, message: string, hint: string, cause?: unknown): ForwardToError {
  return new ForwardToError(code, message, { source: 'client', hint, cause });
}
