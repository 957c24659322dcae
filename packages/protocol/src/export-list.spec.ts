import { expect, it } from '@jest/globals';
import * as root from './index.ts';
import * as gateway from './gateway/index.ts';
import * as issuer from './issuer/index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(root).sort().join(' ')).toBe(
    'ACCEPT ACCEPT_VERSION ACCESS_TOKEN_COOKIE AUTHORIZATION CLOUD_IDENTIFIERS DEFAULT_AUDIENCE_POLICY DEFAULT_VERSION ' +
      'EXCHANGE_TOKEN_ALGORITHM EXCHANGE_TOKEN_LIFETIME EXCHANGE_TOKEN_TYPE FORWARD_HEADER_PREFIX FORWARD_TO_PATH ForwardToError ' +
      'GATEWAY_STATUS JWKS_PATH MC_API_URLS OPENID_CONFIGURATION_PATH PERMISSIONS_CLAIM_REQUEST VERIFIER_STATUS X_APPLICATION_ID ' +
      'X_CORRELATION_ID X_CUSTOM_VIEW_ID X_FEATURE_FLAG X_FORCE_TOKEN X_FORWARD_TO X_FORWARD_TO_AUDIENCE_POLICY X_FORWARD_TO_CLAIMS ' +
      'X_FORWARD_TO_ERROR X_GRAPHQL_OPERATION_NAME X_GRAPHQL_TARGET X_LOGIN_MODE_OVERRIDE X_MC_API_CLOUD_IDENTIFIER ' +
      'X_MC_API_FORWARD_TO_VERSION X_PROJECT_KEY X_REFRESHED_SESSION_TOKEN X_TEAM_ID X_USER_AGENT checkForwardTarget checkHeader cleanText clientError computeAudience ' +
      'createErrorBody createForwardToHeaders formatErrorMark forwardHeaderName isAudiencePolicy isForwardToError isForwardToVersion ' +
      'isHeaderName isHeaderValue isLoopbackHost isReservedForwardHeader issuersOf joinAudience nameCall parseErrorMark parseHttpUrl projectKeyClaim ' +
      'readErrorBody readHeaders showValue urlOf userPermissionsClaim',
  );
  expect(Object.keys(issuer).sort()).toEqual(['createTokenIssuer', 'createWebTokenIssuer', 'exchangeTokenClaims']);
  expect(Object.keys(gateway).sort()).toEqual([
    'REQUEST_HEADERS',
    'createTargetHeaders',
    'gatewayError',
    'hopByHopNames',
    'inspectForwardCall',
    'isRequestHeader',
    'isStoppedByBrowser',
    'printable',
    'singleHeader',
  ]);
});
