import {
  ACCEPT_VERSION,
  AUTHORIZATION,
  isLoopbackHost,
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
import type { Session } from './sessions.ts';
import { payloadTooLarge } from './target-errors.ts';

const SIGN_IN_HINT = 'Sign in: POST /sign-in, then send its cookie or "Authorization: Bearer <session token>".';

/** What the local gateway calls itself towards the external API. */
const LOCAL_CLOUD_IDENTIFIER = 'local';

/**
 * Handles `/proxy/forward-to`: checks, mints the exchange token, forwards.
 *
 * @throws ForwardToError with a gateway code, before anything is sent.
 */
export function forwardTo(
  call: GatewayCall,
  runtime: GatewayRuntime,
  onRefusal: (error: ForwardToError) => void,
): void {
  const { headers, method } = call;
  const { settings, issuer } = runtime;
  const { user } = requirePlatformToken(call, runtime);
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
    token === undefined ? 'The request has no session' : 'The session has ended, or this gateway never began it',
    token === undefined ? noSessionHint(call) : SIGN_IN_HINT,
  );
}

function requirePlatformToken(call: GatewayCall, runtime: GatewayRuntime): Session {
  const { sessions, settings } = runtime;
  const session = requireSession(call, runtime);
  if (!sessions.isStale(session)) return session;
  if (singleHeader(call.headers, X_FORCE_TOKEN) !== 'true') {
    throw gatewayError(
      'unauthenticated',
      'The platform token of the session is stale',
      `Repeat the request once with "${X_FORCE_TOKEN}: true"; the helpers of this kit do.`,
    );
  }
  sessions.renew(session);
  settings.onEvent({ type: 'platform-token-renewed', userId: session.user.id });
  return session;
}

/** The likely cause of a call without a session: cookies of localhost are not those of 127.0.0.1. */
function noSessionHint({ headers }: GatewayCall): string {
  const origin = singleHeader(headers, 'Origin');
  const host = singleHeader(headers, 'Host');
  const page = origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined;
  const gateway = new URL(`http://${host ?? 'localhost'}`);
  if (page === undefined || !isLoopbackHost(page.hostname) || page.hostname === gateway.hostname) return SIGN_IN_HINT;
  const pageOrigin = page.origin;
  page.hostname = gateway.hostname;
  return `The page is at ${pageOrigin} and the gateway at ${gateway.origin}. Browsers keep cookies for each host name, so the session does not come along: open the page at ${page.origin}. Otherwise sign in first.`;
}
