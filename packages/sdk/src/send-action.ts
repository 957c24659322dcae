import type { Fetcher } from '@forward-to/http-client';
import { buildUrl, createFetcherWith, executeRequest, pairsOf, requireProjectKey } from '@forward-to/http-client/door';
import type { ClientRuntime } from '@forward-to/http-client/door';
import {
  checkForwardTarget,
  clientError,
  X_CORRELATION_ID,
  X_FEATURE_FLAG,
  X_FORWARD_TO,
  X_REFRESHED_SESSION_TOKEN,
  X_TEAM_ID,
} from '@forward-to/protocol';
import { bodyOf } from './body-of.ts';
import { checkCall } from './check-call.ts';
import type { MiddlewareOptions } from './middleware-options.ts';
import type { SdkAction, SdkPayloadForService, SdkPayloadForUri } from './sdk-action.ts';

/** A call that is ready to be sent. */
export interface PreparedCall {
  /** Path at the gateway, with its query. */
  uri: string;
  method: string;
  send: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Checks an action and says how it is sent.
 *
 * @throws ForwardToError `invalid_config`, `invalid_header` or `missing_context`.
 */
export function prepareCall(action: SdkAction, options: MiddlewareOptions, runtime: ClientRuntime): PreparedCall {
  // A stored action may be anything.
  const payload: Partial<SdkAction['payload'] & SdkPayloadForUri & SdkPayloadForService> = Object(
    action.payload,
  ) as object;
  const context = runtime.readContext();
  // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- an empty key is as good as none
  const projectKey = options.getProjectKey?.() || context.projectKey;
  const { method } = payload;
  checkCall(method, payload.payload);
  const uri = pathOf(payload, projectKey, options.resolveService);
  const url = buildUrl(uri, context);
  const content = bodyOf(payload.payload);
  const headers = [
    // As text it is JSON already: what the published middleware takes it for.
    ...(typeof content.body === 'string' ? [['Content-Type', 'application/json'] as const] : []),
    ...pairsOf(options.getAdditionalHeaders?.()),
    ...pairsOf(payload.headers),
  ];
  const target = headers.findLast(([name]) => name.toLowerCase() === X_FORWARD_TO.toLowerCase())?.[1];
  if (target !== undefined) {
    // The creator of the action could not know the gateway; and an action may have been changed since.
    checkForwardTarget(target as string, url);
    requireProjectKey(projectKey);
  }
  const own = {
    [X_CORRELATION_ID]: options.getCorrelationId?.(),
    [X_TEAM_ID]: options.getTeamId?.() ?? context.teamId,
    [X_FEATURE_FLAG]: options.getFeatureFlag?.(),
  };
  const send = (signal: AbortSignal): Promise<unknown> => {
    const init = { method, headers: headers as [string, string][], signal, ...content };
    const fetcher = createFetcherWith(url, init, runtime.fetch);
    return executeRequest(withHeaders(fetcher, own, method === 'HEAD'), { projectKey }, runtime);
  };
  return { uri, method, send };
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
      'The action has no uri',
      'For service and options, give createMiddleware the resolveService of "@forward-to/sdk/service".',
    );
  }
  if (!target) return path;
  if (typeof target === 'string' && /^[\w-]+$/.test(target)) return `/proxy/${target}/${path.replace(/^\//, '')}`;
  throw clientError('invalid_config', 'mcApiProxyTarget is no name of a service', 'Use one such as "ctp".');
}

/** Adds the headers that only this door sends; an answer to HEAD consists of its headers. */
function withHeaders(
  fetcher: Fetcher<unknown>,
  own: Record<string, string | undefined>,
  isHead: boolean,
): Fetcher<unknown> {
  const call: Fetcher<unknown> = async (options) => {
    for (const [name, value] of Object.entries(own)) if (value) options.headers[name] = value;
    const answer: { headers?: Record<string, string> } & Awaited<ReturnType<Fetcher<unknown>>> = await fetcher(options);
    if (!isHead) return answer;
    const { headers = {} } = answer;
    return { ...answer, data: withoutSecret(headers) };
  };
  return Object.assign(call, fetcher);
}

function withoutSecret(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== X_REFRESHED_SESSION_TOKEN && name !== 'set-cookie'),
  );
}
