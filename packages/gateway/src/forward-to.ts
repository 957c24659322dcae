import {
  ACCEPT_VERSION,
  AUTHORIZATION,
  parseErrorMark,
  X_FORCE_TOKEN,
  X_FORWARD_TO_ERROR,
  X_MC_API_CLOUD_IDENTIFIER,
  X_MC_API_FORWARD_TO_VERSION,
} from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { createTargetHeaders, gatewayError } from '@forward-to/protocol/gateway';
import type { GatewayCall, GatewayRuntime } from './gateway-call.ts';
import { singleHeader } from './header-map.ts';
import { namedTarget, withoutQuery } from './named-target.ts';
import { readForwardRequest } from './read-forward-request.ts';
import { readSessionToken } from './read-session-token.ts';
import { sendToTarget } from './send-to-target.ts';
import { noSessionHint, unknownSessionHint } from './session-hints.ts';
import type { Session } from './sessions.ts';
import { payloadTooLarge } from './target-errors.ts';
import { findUpstreamCaller } from './upstream/find-upstream-caller.ts';

/** What the local gateway calls itself towards the external API. */
const LOCAL_CLOUD_IDENTIFIER = 'local';

/**
 * Handles `/proxy/forward-to`: checks, mints the exchange token, forwards.
 *
 * @throws ForwardToError with a gateway code, before anything is sent.
 */
export async function forwardTo(
  call: GatewayCall,
  runtime: GatewayRuntime,
  onRefusal: (error: ForwardToError) => void,
): Promise<void> {
  const { headers, method } = call;
  const { settings, issuer, upstream } = runtime;
  const user = upstream ? await findUpstreamCaller(call, upstream, runtime) : requirePlatformToken(call, runtime).user;
  // The caller may have left while the upstream was asked.
  if (call.request.socket.destroyed) return;
  const forward = readForwardRequest(headers, {
    user,
    targets: settings.targets,
    onMissingVersion: () => {
      settings.onEvent({
        type: 'warning',
        message: `${method} ${namedTarget(headers) ?? call.path} came without ${ACCEPT_VERSION}, so the gateway took it as v1`,
        hint: `Send "${ACCEPT_VERSION}: v2".`,
      });
    },
  });
  const targetHeaders = createTargetHeaders(headers);
  if (Number(singleHeader(headers, 'content-length') ?? 0) > settings.maxBodyBytes)
    throw payloadTooLarge(settings.maxBodyBytes);

  const token = issuer.mint({ ...forward, userId: user.id });
  const startedAt = performance.now();
  sendToTarget(
    call,
    {
      url: forward.url,
      headers: {
        ...targetHeaders,
        [AUTHORIZATION]: `Bearer ${token}`,
        [X_MC_API_CLOUD_IDENTIFIER]: LOCAL_CLOUD_IDENTIFIER,
        [X_MC_API_FORWARD_TO_VERSION]: forward.version,
      },
      onRefusal,
      onEnd: (outcome) => {
        const mark = call.response.getHeader(X_FORWARD_TO_ERROR);
        // The API may have written it: only what has the form of a mark goes to a terminal.
        const isMark = typeof mark === 'string' && parseErrorMark(mark) !== undefined;
        settings.onEvent({
          type: 'call',
          method,
          target: withoutQuery(forward.url),
          ...(call.response.headersSent && { status: call.response.statusCode }),
          ...(isMark && { mark }),
          outcome,
          duration: performance.now() - startedAt,
          userId: user.id,
          projectKey: forward.projectKey,
        });
      },
    },
    runtime,
  );
}

/**
 * The session of a request.
 *
 * @throws ForwardToError `unauthenticated`
 */
export function requireSession(call: GatewayCall, runtime: GatewayRuntime): Session {
  const token = readSessionToken(call.headers);
  const session = token === undefined ? undefined : runtime.sessions.find(token);
  if (session) return session;
  throw gatewayError(
    'unauthenticated',
    token === undefined ? 'The request has no session.' : 'The session has ended, or this gateway did not issue it.',
    token === undefined ? noSessionHint(call) : unknownSessionHint(),
  );
}

function requirePlatformToken(call: GatewayCall, runtime: GatewayRuntime): Session {
  const { sessions, settings } = runtime;
  const session = requireSession(call, runtime);
  if (!sessions.isStale(session)) return session;
  if (singleHeader(call.headers, X_FORCE_TOKEN) !== 'true') {
    throw gatewayError(
      'unauthenticated',
      'The platform token of the session has expired.',
      `Repeat the request once with "${X_FORCE_TOKEN}: true"; the helpers of this kit do.`,
    );
  }
  sessions.renew(session);
  settings.onEvent({ type: 'platform-token-renewed', userId: session.user.id });
  return session;
}
