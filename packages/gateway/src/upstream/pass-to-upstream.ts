import { ACCESS_TOKEN_COOKIE } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { gatewayError } from '../errors.ts';
import type { GatewayCall, GatewayRuntime } from '../gateway-call.ts';
import { hopByHopNames } from '../header-map.ts';
import type { HeaderMap } from '../header-map.ts';
import { readCookie } from '../read-session-token.ts';
import { sendToTarget } from '../send-to-target.ts';
import { codeOf } from '../target-errors.ts';
import type { UpstreamRuntime } from './create-upstream.ts';
import { upstreamCredential } from './upstream-credential.ts';
import type { UpstreamCookies } from './upstream-cookies.ts';

/** What is about this machine or the hop to it, and nothing to the upstream. */
const NOT_SENT = /^(?:host|cookie|authorization|referer|forwarded|x-forwarded-.*|sec-.*|x-mc-api-.*|content-length)$/;
/** What would act on the gateway's own origin; its CORS rules are its own. */
const NOT_RETURNED =
  /^(?:set-cookie2?|access-control-.*|clear-site-data|service-worker-allowed|strict-transport-security|alt-svc)$/;

/** Sends a person who wants to sign in on to the pages of the upstream, with the query of the page. */
export function redirectToUpstream({ request, response }: GatewayCall, { pageOrigin }: UpstreamRuntime): void {
  const target = new URL('/login/authorize', pageOrigin);
  target.search = (request.url ?? '').split('?').slice(1).join('?');
  response.writeHead(302, { location: target.href, 'cache-control': 'no-store' }).end();
}

/**
 * Passes a request on to the upstream and the response back, as streams in both directions.
 *
 * The page's session token goes along. Cookies don't: the browser has an id of this gateway, and the upstream's own cookies
 * are kept here.
 */
export function passToUpstream(
  call: GatewayCall,
  upstream: UpstreamRuntime,
  runtime: GatewayRuntime,
  onRefusal: (error: ForwardToError) => void,
): void {
  const { cookies } = upstream;
  const credential = upstreamCredential(call, cookies);
  const length = call.headers.get('content-length')?.[0];
  sendToTarget(
    call,
    {
      url: urlAt(upstream.apiOrigin, call.request.url ?? '/'),
      headers: {
        ...requestHeaders(call.headers),
        ...(length !== undefined && { 'content-length': length }),
        ...(credential && { [credential.name]: credential.value }),
      },
      createCallerHeaders: (_, headers) => responseHeaders(call, headers, cookies),
      describeFailure: (url, kind, cause) => upstreamUnreachable(url, kind, cause),
      onRefusal,
      onEnd: () => undefined,
    },
    runtime,
  );
}

/** Joined as text: resolved as a link, a path such as "//evil.example" would choose the host. */
function urlAt(origin: string, path: string): URL {
  const url = new URL(origin + path);
  if (url.origin === origin) return url;
  throw gatewayError(
    'invalid_target',
    'The path of the request leaves the upstream.',
    'Send a path that starts with "/".',
  );
}

function requestHeaders(headers: HeaderMap): Record<string, readonly string[]> {
  const dropped = hopByHopNames(headers);
  return Object.fromEntries([...headers].filter(([name]) => !dropped.has(name) && !NOT_SENT.test(name)));
}

function responseHeaders(
  call: GatewayCall,
  headers: HeaderMap,
  cookies: UpstreamCookies,
): Map<string, readonly string[]> {
  const dropped = hopByHopNames(headers);
  const result = new Map([...headers].filter(([name]) => !dropped.has(name) && !NOT_RETURNED.test(name)));
  const lines = headers.get('set-cookie');
  if (lines !== undefined) {
    const id = cookies.keep(readCookie(call.headers, ACCESS_TOKEN_COOKIE), lines);
    result.set('set-cookie', [`${ACCESS_TOKEN_COOKIE}=${id}; HttpOnly; SameSite=Lax; Path=/`]);
  }
  result.set('vary', [[...(headers.get('vary') ?? []), 'Origin', 'Authorization', 'Cookie'].join(', ')]);
  return result;
}

function upstreamUnreachable(url: URL, kind: 'timeout' | 'unreachable', cause: unknown): ForwardToError {
  const code = kind === 'timeout' ? 'no response in time' : codeOf(cause);
  return gatewayError(
    'upstream_unreachable',
    `${url.origin} gave no HTTP response${code === undefined ? '' : ` (${code})`}.`,
    'Check the network, and the name after "--upstream".',
    { cause },
  );
}
