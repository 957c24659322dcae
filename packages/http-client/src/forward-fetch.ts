import { AUTHORIZATION, nameCall, X_FORCE_TOKEN, X_REFRESHED_SESSION_TOKEN } from '@forward-to/protocol';
import type { ForwardToConfig } from '@forward-to/protocol';
import { buildForwardToUrl } from './build-url.ts';
import { rememberCall } from './call-of.ts';
import type { ClientRuntime } from './client-runtime.ts';
import { createOptions } from './create-options.ts';
import { refusalOf } from './execute-request.ts';
import { pairsOf, splitHeaders } from './forward-headers.ts';
import type { ForwardedHeaders } from './forward-headers.ts';
import { isStream } from './is-stream.ts';
import { callWithRenewal } from './renewal.ts';
import { headOf } from './response-head.ts';
import { withCall } from './with-call.ts';
import { withoutType } from './without-type.ts';

/** What all calls of a forwarding `fetch` have in common. */
export interface ForwardToFetchConfig extends Omit<ForwardToConfig, 'uri'> {
  /** Value of `X-User-Agent`. */
  userAgent?: string | undefined;
  /** @default the Project key in the page's URL */
  projectKey?: string | undefined;
}

export type ForwardInit = Omit<RequestInit, 'headers'> & { headers?: ForwardedHeaders | undefined };

/**
 * Sends one call through `/proxy/forward-to`, as `fetch` would send it to `input`; renews once after a 401 of the gateway.
 *
 * Resolves for every status and rejects as `fetch` does; input that cannot be sent rejects with a `ForwardToError`.
 */
export async function forwardFetch(
  input: string | URL | Request,
  init: ForwardInit,
  config: ForwardToFetchConfig,
  runtime: ClientRuntime,
): Promise<Response> {
  const call = await readCall(input, init);
  const request = nameCall(call.method ?? 'GET', call.uri);
  try {
    const response = await sendCall(call, config, runtime);
    rememberCall(response, request);
    return response;
  } catch (error) {
    throw withCall(error, request);
  }
}

async function sendCall(
  { headers, uri, ...call }: ForwardInit & { uri: string },
  config: ForwardToFetchConfig,
  runtime: ClientRuntime,
): Promise<Response> {
  const { forwarded, contentType } = splitHeaders([...pairsOf(config.headers), ...pairsOf(headers)]);
  const { userAgent = runtime.userAgent, projectKey, ...forwardToConfig } = config;
  let previous: Response | undefined;

  const send = async (force: boolean): Promise<Response> => {
    const context = runtime.readContext();
    const url = buildForwardToUrl(context);
    const options = createOptions(
      {
        userAgent,
        projectKey,
        headers: {
          ...(contentType != null && { 'Content-Type': contentType }),
          ...(force && { [X_FORCE_TOKEN]: 'true' }),
        },
        forwardToConfig: { ...forwardToConfig, uri, headers: forwarded },
      },
      context,
    );
    // Frees the connection; a body that broke off has nothing left to cancel. Not awaited: where somebody holds a clone of
    // the response, as MSW does, the promise waits for the clone.
    previous?.body?.cancel().catch(() => undefined);
    const response = await runtime.fetch(url, {
      ...call,
      ...options,
      ...withoutType(call.body, contentType),
      // A redirect is relative to the gateway, and the API must not choose where the session goes next.
      redirect: call.redirect === 'error' ? 'error' : 'manual',
    });
    previous = response;
    const refreshed = response.headers.get(X_REFRESHED_SESSION_TOKEN);
    if (refreshed && AUTHORIZATION in options.headers) runtime.sessionStore.setSessionToken(refreshed);
    return response;
  };
  return callWithRenewal(runtime.renewal, {
    send,
    signal: call.signal,
    // A stream is used up after the first attempt.
    isRefused: (response) => !isStream(call.body) && refusalOf(headOf(response)),
  });
}

/** Takes a `Request` apart. Its body is read into memory, so that it can be sent again; other bodies stay as they are. */
async function readCall(input: string | URL | Request, init: ForwardInit): Promise<ForwardInit & { uri: string }> {
  if (!(input instanceof Request)) return { ...init, uri: input instanceof URL ? input.href : input };
  const { method, signal, redirect, url } = input;
  // Only null says that there is none: Firefox has no `body` on requests.
  const body = input.body !== null && init.body === undefined ? await input.arrayBuffer() : undefined;
  return { method, signal, redirect, headers: input.headers, ...(body?.byteLength && { body }), ...init, uri: url };
}
