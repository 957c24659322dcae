import { assertAudiencePolicy, DEFAULT_AUDIENCE_POLICY } from './audience.ts';
import type { AudiencePolicy } from './audience.ts';
import { PERMISSIONS_CLAIM_REQUEST } from './claims.ts';
import { forwardHeaderName, readHeaders } from './custom-headers.ts';
import type { HeaderInput } from './custom-headers.ts';
import { clientError } from './errors.ts';
import { ACCEPT_VERSION, X_FORWARD_TO, X_FORWARD_TO_AUDIENCE_POLICY, X_FORWARD_TO_CLAIMS } from './header-names.ts';
import { isLoopbackHost } from './loopback.ts';
import { parseHttpUrl } from './parse-http-url.ts';
import { showValue } from './show-value.ts';
import { DEFAULT_VERSION, isForwardToVersion } from './versions.ts';
import type { ForwardToVersion } from './versions.ts';

/** Where one call goes, and what the gateway shall put into its exchange token. */
export interface ForwardToConfig {
  /** Absolute URL of the external API. `http:` only when the gateway is on loopback. */
  uri: string;
  /** Headers for the external API, without prefix. */
  headers?: HeaderInput | undefined;
  /** @default 'forward-url-full-path' */
  audiencePolicy?: AudiencePolicy | undefined;
  /** Asks for the user's permissions in the exchange token. @default false */
  includeUserPermissions?: boolean | undefined;
  /** @default 'v2' */
  version?: ForwardToVersion | undefined;
}

/**
 * Builds the headers that tell the gateway where to forward a call, and checks the configuration on the way.
 *
 * @param gatewayUrl where the call is sent; decides whether `http:` targets are possible. Left out where it isn't known yet:
 * then {@link checkForwardTarget} belongs before the call.
 * @throws ForwardToError `invalid_config` or `invalid_header`, before anything is sent.
 * @example
 * createForwardToHeaders({ uri: 'https://api.example.com', headers: { 'x-foo': 'bar' } }, 'https://mc-api.example.com')
 * // { 'Accept-version': 'v2', 'X-Forward-To': 'https://api.example.com',
 * //   'X-Forward-To-Audience-Policy': 'forward-url-full-path', 'x-forward-header-x-foo': 'bar' }
 */
export function createForwardToHeaders(config: ForwardToConfig, gatewayUrl?: string | URL): Record<string, string> {
  // Whatever is no object has no uri either, which is the error that follows.
  const {
    uri,
    headers,
    includeUserPermissions,
    version = DEFAULT_VERSION,
    audiencePolicy = DEFAULT_AUDIENCE_POLICY,
  } = (config as ForwardToConfig | null) ?? ({} as ForwardToConfig);
  if (!isForwardToVersion(version)) {
    throw clientError('invalid_config', `"version" is unknown (received ${showValue(version)}).`, 'Use "v2" or "v1".');
  }
  const built: Record<string, string> = {
    [ACCEPT_VERSION]: version,
    [X_FORWARD_TO]: checkForwardTarget(uri, gatewayUrl),
    [X_FORWARD_TO_AUDIENCE_POLICY]: assertAudiencePolicy(audiencePolicy),
  };
  if (includeUserPermissions) built[X_FORWARD_TO_CLAIMS] = PERMISSIONS_CLAIM_REQUEST;
  for (const [name, value] of readHeaders(headers)) built[forwardHeaderName(name)] = value;
  return built;
}

/**
 * Checks the URL of an external API and gives it as typed where a header can carry it, else in its normalised form, which is
 * ASCII without white space.
 *
 * @param gatewayUrl `http:` is possible only behind a gateway on loopback; not checked without it.
 * @throws ForwardToError `invalid_config`
 */
export function checkForwardTarget(uri: string, gatewayUrl?: string | URL): string {
  const url = parseHttpUrl(uri, 'uri');
  const typed = uri.trim();
  if (
    url.protocol === 'http:' &&
    gatewayUrl !== undefined &&
    !isLoopbackHost(parseHttpUrl(gatewayUrl, 'gatewayUrl').hostname)
  ) {
    throw clientError(
      'invalid_config',
      'The gateway forwards to https: URLs only.',
      'Use https: in "uri", or call a local gateway.',
    );
  }
  return /^[\x21-\x7e]+$/.test(typed) ? typed : url.href;
}
