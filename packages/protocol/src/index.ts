export { computeAudience, DEFAULT_AUDIENCE_POLICY, isAudiencePolicy, joinAudience } from './audience.ts';
export type { AudiencePolicy } from './audience.ts';
export { nameCall } from './call-name.ts';
export type { CallName } from './call-name.ts';
export {
  EXCHANGE_TOKEN_ALGORITHM,
  EXCHANGE_TOKEN_LIFETIME,
  EXCHANGE_TOKEN_TYPE,
  PERMISSIONS_CLAIM_REQUEST,
  projectKeyClaim,
  userPermissionsClaim,
} from './claims.ts';
export {
  checkHeader,
  forwardHeaderName,
  isHeaderName,
  isHeaderValue,
  isReservedForwardHeader,
  readHeaders,
} from './custom-headers.ts';
export type { HeaderInput } from './custom-headers.ts';
export { cleanText, createErrorBody, formatErrorMark, parseErrorMark, readErrorBody } from './error-wire.ts';
export type { ForwardToErrorBody } from './error-wire.ts';
export { clientError, ForwardToError, GATEWAY_STATUS, isForwardToError, VERIFIER_STATUS } from './errors.ts';
export type {
  ClientErrorCode,
  ErrorCode,
  ErrorSource,
  ForwardToErrorDetails,
  GatewayErrorCode,
  NetworkErrorCode,
  ResponseErrorCode,
  VerifierErrorCode,
} from './errors.ts';
export { checkForwardTarget, createForwardToHeaders } from './forward-to-config.ts';
export type { ForwardToConfig } from './forward-to-config.ts';
export {
  ACCEPT,
  ACCEPT_VERSION,
  ACCESS_TOKEN_COOKIE,
  AUTHORIZATION,
  FORWARD_HEADER_PREFIX,
  FORWARD_TO_PATH,
  JWKS_PATH,
  OPENID_CONFIGURATION_PATH,
  X_APPLICATION_ID,
  X_CORRELATION_ID,
  X_CUSTOM_VIEW_ID,
  X_FEATURE_FLAG,
  X_FORCE_TOKEN,
  X_FORWARD_TO,
  X_FORWARD_TO_AUDIENCE_POLICY,
  X_FORWARD_TO_CLAIMS,
  X_FORWARD_TO_ERROR,
  X_GRAPHQL_OPERATION_NAME,
  X_GRAPHQL_TARGET,
  X_LOGIN_MODE_OVERRIDE,
  X_MC_API_CLOUD_IDENTIFIER,
  X_MC_API_FORWARD_TO_VERSION,
  X_PROJECT_KEY,
  X_REFRESHED_SESSION_TOKEN,
  X_TEAM_ID,
  X_USER_AGENT,
} from './header-names.ts';
export { isLoopbackHost } from './loopback.ts';
export { parseHttpUrl } from './parse-http-url.ts';
export { CLOUD_IDENTIFIERS, issuersOf, MC_API_URLS } from './regions.ts';
export type { CloudIdentifier } from './regions.ts';
export { showValue } from './show-value.ts';
export { urlOf } from './url-of.ts';
export { DEFAULT_VERSION, isForwardToVersion } from './versions.ts';
export type { ForwardToVersion } from './versions.ts';
