import type { IncomingMessage, ServerResponse } from 'node:http';
import { FORWARD_TO_PATH, isForwardToError, JWKS_PATH, OPENID_CONFIGURATION_PATH } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { answerError, answerJson } from './answer.ts';
import { boundBody } from './bound-body.ts';
import { checkHost, checkOrigin } from './check-caller.ts';
import { allowOrigin, answerPreflight, isPreflight } from './cors.ts';
import { forwardTo } from './forward-to.ts';
import { printable } from './errors.ts';
import type { GatewayCall, GatewayRuntime } from './gateway-call.ts';
import { readHeaderMap } from './header-map.ts';
import { createGraphqlRoute } from './merchant-center/answer-graphql.ts';
import { showAuthorize, signInToPage } from './merchant-center/authorize.ts';
import { namedTarget } from './named-target.ts';
import { listUsers, readSession, signIn, signOut } from './sign-in-routes.ts';
import { showStartPage } from './start-page.ts';
import type { UpstreamRuntime } from './upstream/create-upstream.ts';
import { passToUpstream, redirectToUpstream } from './upstream/pass-to-upstream.ts';

type Route = (call: GatewayCall, runtime: GatewayRuntime) => void | Promise<void>;

/** Routes by path and method; a GET route also answers HEAD. */
const ROUTES: ReadonlyMap<string, Readonly<Record<string, Route>>> = new Map([
  ['/', { GET: showStartPage }],
  ['/users', { GET: listUsers }],
  ['/session', { GET: readSession }],
  ['/sign-in', { POST: signIn }],
  ['/sign-out', { POST: signOut }],
  ['/login/authorize', { GET: showAuthorize, POST: signInToPage }],
  ['/graphql', { POST: createGraphqlRoute() }],
  [JWKS_PATH, { GET: showWellKnown }],
  [OPENID_CONFIGURATION_PATH, { GET: showWellKnown }],
]);

/**
 * Answers one request. `Host` and `Origin` come first, on every route, since they keep foreign pages out.
 *
 * Never throws: a refusal is an answer, and a defect becomes a 500 that tells the caller nothing.
 */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  runtime: GatewayRuntime,
): Promise<void> {
  const { settings, port } = runtime;
  const call: GatewayCall = {
    request,
    response,
    headers: readHeaderMap(request.rawHeaders),
    method: request.method ?? 'GET',
    path: (request.url ?? '').split('?', 1)[0] as string,
  };
  const refuse = (error: ForwardToError): void => {
    request.resume();
    boundBody(call, settings.callerTimeout);
    // A line of the terminal is then enough to find the call.
    const target = call.path === FORWARD_TO_PATH ? namedTarget(call.headers) : undefined;
    settings.onEvent({
      type: 'refusal',
      method: call.method,
      path: call.path.startsWith('/') ? printable(call.path) : '*',
      ...(target !== undefined && { target }),
      error,
    });
    answerError(response, error);
  };
  // A caller that breaks off is seen by its response's "close"; an unheard "error" would end the process.
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  try {
    response.setHeader('vary', 'Origin');
    checkHost(call, port);
    allowOrigin(response, checkOrigin(call, port, settings.origins));
    if (isPreflight(call)) warnAboutHeaders(answerPreflight(call), runtime);
    else if (call.path === FORWARD_TO_PATH && call.method !== 'TRACE') await forwardTo(call, runtime, refuse);
    else if (runtime.upstream && isForUpstream(call)) answerFromUpstream(call, runtime.upstream, runtime, refuse);
    else await answerRoute(call, runtime);
  } catch (error) {
    if (isForwardToError(error)) refuse(error);
    else fail(call, error, runtime);
  }
}

/** The keys are this gateway's own, since it signs the exchange tokens. TRACE would hand cookies back to the page. */
function isForUpstream({ path, method }: GatewayCall): boolean {
  return method !== 'TRACE' && path !== JWKS_PATH && path !== OPENID_CONFIGURATION_PATH;
}

function answerFromUpstream(
  call: GatewayCall,
  upstream: UpstreamRuntime,
  runtime: GatewayRuntime,
  refuse: (error: ForwardToError) => void,
): void {
  if (call.path === '/login/authorize') redirectToUpstream(call, upstream);
  else passToUpstream(call, upstream, runtime, refuse);
}

async function answerRoute(call: GatewayCall, runtime: GatewayRuntime): Promise<void> {
  const { response, request } = call;
  boundBody(call, runtime.settings.callerTimeout);
  const routes = ROUTES.get(call.path);
  const route = routes && Object.hasOwn(routes, methodOf(call)) ? routes[methodOf(call)] : undefined;
  if (route) {
    await route(call, runtime);
    return;
  }
  request.resume();
  if (routes) response.setHeader('allow', Object.keys(routes).join(', '));
  // TRACE would hand the exchange token back to the caller (RFC 9110 §9.3.8).
  if (routes || call.path === FORWARD_TO_PATH) {
    answerJson(response, 405, {
      message: `${call.path} does not take the method ${printable(call.method)}.`,
      hint: 'GET / lists the routes.',
    });
  } else if (call.path.startsWith('/proxy/')) {
    answerJson(response, 404, {
      message: `The local gateway has no "${printable(call.path)}": it forwards calls to your own API, and there is no commerce platform behind it.`,
      hint: 'Mock the request in the page, or use the real platform: start the gateway with --upstream and a cloud identifier, and sign in with your account.',
    });
  } else {
    answerJson(response, 404, { message: 'The gateway has no such route.', hint: 'GET / lists the routes.' });
  }
}

/** HEAD is answered by the route of GET; Node leaves the body out. */
function methodOf({ method }: GatewayCall): string {
  return method === 'HEAD' ? 'GET' : method;
}

function showWellKnown({ response, path }: GatewayCall, { issuer }: GatewayRuntime): void {
  answerJson(response, 200, issuer.wellKnown(path) ?? {});
}

function warnAboutHeaders(names: readonly string[], { settings }: GatewayRuntime): void {
  if (names.length === 0) return;
  settings.onEvent({
    type: 'warning',
    message: `A page asked for permission to send headers that the gateway does not accept: ${names.join(', ')}.`,
    hint: 'The browser blocks the call and reports a CORS error. Give headers for your API the prefix x-forward-header-.',
  });
}

function fail({ request, response }: GatewayCall, error: unknown, { settings }: GatewayRuntime): void {
  // The caller went away while its body was read; nobody is left to answer.
  if (response.destroyed) return;
  request.resume();
  settings.onEvent({ type: 'failure', error });
  if (response.headersSent) response.destroy();
  else
    answerJson(response, 500, {
      message: 'The gateway failed to handle the request.',
      hint: 'Its terminal shows the cause.',
    });
}
