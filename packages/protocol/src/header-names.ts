/**
 * Names of the headers on `/proxy/forward-to`, in the spelling that is sent.
 *
 * One constant each, so that a bundle carries only the names that it uses. Source: "HTTP headers" of
 * "Integrate with your own API", and the CORS list of the Merchant Center API Gateway.
 */
export const ACCEPT = 'Accept';
export const ACCEPT_VERSION = 'Accept-version';
export const AUTHORIZATION = 'Authorization';
export const X_APPLICATION_ID = 'X-Application-Id';
export const X_CORRELATION_ID = 'X-Correlation-Id';
export const X_CUSTOM_VIEW_ID = 'X-Custom-View-Id';
export const X_FEATURE_FLAG = 'X-Feature-Flag';
export const X_FORCE_TOKEN = 'X-Force-Token';
export const X_FORWARD_TO = 'X-Forward-To';
export const X_FORWARD_TO_AUDIENCE_POLICY = 'X-Forward-To-Audience-Policy';
export const X_FORWARD_TO_CLAIMS = 'X-Forward-To-Claims';
export const X_GRAPHQL_OPERATION_NAME = 'X-Graphql-Operation-Name';
export const X_GRAPHQL_TARGET = 'X-Graphql-Target';
export const X_PROJECT_KEY = 'X-Project-Key';
export const X_TEAM_ID = 'X-Team-Id';
export const X_USER_AGENT = 'X-User-Agent';
export const X_LOGIN_MODE_OVERRIDE = 'x-mc-identity-login-mode-override';

/** Prefix of a header that is meant for the external API; the gateway removes it. */
export const FORWARD_HEADER_PREFIX = 'x-forward-header-';

/** Response header by which the gateway hands a new session token to the page. */
export const X_REFRESHED_SESSION_TOKEN = 'x-refreshed-session-token';

/** Response header that says which hop refused, as `<source>/<code>`. */
export const X_FORWARD_TO_ERROR = 'x-forward-to-error';

/** Headers that the gateway adds to what it forwards. Anyone can send them: never trust them. */
export const X_MC_API_CLOUD_IDENTIFIER = 'X-MC-API-Cloud-Identifier';
export const X_MC_API_FORWARD_TO_VERSION = 'X-MC-API-Forward-To-Version';

/** Path of the gateway's forwarding endpoint. */
export const FORWARD_TO_PATH = '/proxy/forward-to';
/** Path of the gateway's public keys (RFC 7517). */
export const JWKS_PATH = '/.well-known/jwks.json';
/** Path of the gateway's discovery document (OpenID Connect Discovery 1.0). */
export const OPENID_CONFIGURATION_PATH = '/.well-known/openid-configuration';
/** Cookie in which a production session lives. */
export const ACCESS_TOKEN_COOKIE = 'mcAccessToken';
