import { buildUrl, createOptions, jsonBody, pairsOf, splitHeaders } from '@forward-to/http-client/door';
import type { ClientRuntime } from '@forward-to/http-client/door';
import {
  checkHeader,
  clientError,
  FORWARD_TO_PATH,
  X_CORRELATION_ID,
  X_FEATURE_FLAG,
  X_FORCE_TOKEN,
  X_TEAM_ID,
} from '@forward-to/protocol';
import { bodyOf } from './body-of.ts';
import { checkCall } from './check-call.ts';
import { readForwarding } from './forwarding-headers.ts';
import type { MiddlewareOptions } from './middleware-options.ts';
import type { SdkAction, SdkPayloadForService, SdkPayloadForUri } from './sdk-action.ts';
import type { GatewayRequest } from './send-request.ts';

/**
 * Checks an action, once and completely, and says how it is sent.
 *
 * @throws ForwardToError `invalid_config`, `invalid_header` or `missing_context`.
 */
export function prepareCall(action: SdkAction, options: MiddlewareOptions, runtime: ClientRuntime): GatewayRequest {
  // A stored action may be anything.
  const payload: Partial<SdkAction['payload'] & SdkPayloadForUri & SdkPayloadForService> = Object(
    (Object(action) as SdkAction).payload,
  ) as object;
  const context = runtime.readContext();
  // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- an empty key is as good as none
  const projectKey = options.getProjectKey?.() || context.projectKey;
  const { method } = payload;
  checkCall(method, payload.payload);
  const uri = pathOf(payload, projectKey, options.resolveService);
  const { json, body = json === undefined ? null : jsonBody(json) } = bodyOf(payload.payload);
  const { forwarded, contentType } = splitHeaders([
    // Text is JSON already: what the published middleware takes it for.
    ['Content-Type', typeof body === 'string' ? 'application/json' : undefined],
    ...pairsOf(options.getAdditionalHeaders?.()),
    ...pairsOf(payload.headers),
    [X_TEAM_ID, options.getTeamId?.() ?? context.teamId],
    [X_FEATURE_FLAG, options.getFeatureFlag?.()],
  ]);
  const headers = contentType == null ? forwarded : { ...forwarded, 'Content-Type': contentType };
  const correlationId = options.getCorrelationId?.();
  const config = {
    userAgent: runtime.userAgent,
    projectKey,
    headers,
    forwardToConfig: readForwarding(headers, uri === FORWARD_TO_PATH),
  };
  const build: GatewayRequest['build'] = (force) => {
    const now = runtime.readContext();
    const built = createOptions(config, now);
    if (force) built.headers[X_FORCE_TOKEN] = 'true';
    if (correlationId) built.headers[X_CORRELATION_ID] = checkHeader(X_CORRELATION_ID, correlationId);
    return { ...built, url: buildUrl(uri, now) };
  };
  // Whatever is wrong shows here, before anything is sent.
  build(false);
  return { uri, method, body, contentType, build };
}

function pathOf(
  payload: Partial<SdkPayloadForUri & SdkPayloadForService>,
  projectKey: string | undefined,
  resolveService: MiddlewareOptions['resolveService'],
): string {
  const { service, options = {}, mcApiProxyTarget: target } = payload;
  let path = payload.uri;
  if (path === undefined && service !== undefined) path = resolveService?.({ service, options, projectKey });
  if (typeof path !== 'string') {
    throw clientError(
      'invalid_config',
      'The SDK action has no "uri".',
      'With "service", pass { resolveService } of "@forward-to/sdk/service".',
    );
  }
  if (!target) return path;
  if (typeof target === 'string' && /^[\w-]+$/.test(target)) return `/proxy/${target}/${path.replace(/^\//, '')}`;
  throw clientError('invalid_config', '"mcApiProxyTarget" must be the name of a service.', 'Use a name such as "ctp".');
}
