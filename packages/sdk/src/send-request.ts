import {
  callWithRenewal,
  headOf,
  HttpError,
  isStream,
  networkError,
  readBody,
  refusalOf,
  withoutType,
} from '@forward-to/http-client/door';
import type { HttpClientOptions } from '@forward-to/http-client';
import type { Call, ClientRuntime } from '@forward-to/http-client/door';
import { AUTHORIZATION, nameCall, X_FORWARD_TO, X_REFRESHED_SESSION_TOKEN } from '@forward-to/protocol';

/** A request to the gateway. */
export interface GatewayRequest {
  method: string;
  /** Path at the gateway, with its query. */
  uri: string;
  body: BodyInit | null;
  /** Describes the body; `null` sets none, `undefined` leaves it to `fetch`. */
  contentType: string | null | undefined;
  /** Builds what each attempt sends anew, since the session may have changed; `force` asks for a fresh platform token. */
  build: (force: boolean) => HttpClientOptions & { url: string };
}

/**
 * Sends a request to the gateway, with the one renewal after a 401, and returns the data of its response.
 *
 * @throws ForwardToError an `HttpError` for a response outside 2xx; `invalid_response`, `aborted`, `network_error`.
 */
export async function sendRequest(
  { method, body, contentType, build }: GatewayRequest,
  signal: AbortSignal,
  runtime: ClientRuntime,
): Promise<unknown> {
  // A stream is used up after the first attempt.
  const once = isStream(body);
  let previous: Response | undefined;
  let call: Call = { signal };
  const send = async (force: boolean): Promise<Response> => {
    const { url, ...options } = build(force);
    call = { request: nameCall(method, options.headers[X_FORWARD_TO] ?? url), url, signal };
    // Frees the connection; a body that broke off has nothing left to cancel.
    await previous?.body?.cancel().catch(() => undefined);
    const response = await runtime
      .fetch(url, {
        method,
        body,
        signal,
        ...options,
        ...withoutType(body, contentType),
        // The response is the API's: it must not choose where the session goes next.
        redirect: 'manual',
        // Streaming bodies need duplex: 'half' (Fetch standard); TypeScript's DOM types lack it.
        ...(once && ({ duplex: 'half' } as object)),
      })
      .catch((error: unknown) => {
        throw networkError(error, call);
      });
    previous = response;
    const refreshed = response.headers.get(X_REFRESHED_SESSION_TOKEN);
    if (refreshed && AUTHORIZATION in options.headers) runtime.sessionStore.setSessionToken(refreshed);
    return response;
  };
  try {
    const response = await callWithRenewal(runtime.renewal, {
      send,
      signal,
      isRefused: (found) => !once && refusalOf(headOf(found)),
    });
    const head = headOf(response, call);
    const data = await readBody(response, call);
    signal.throwIfAborted();
    if (response.ok && method !== 'HEAD') return data;
    // It keeps the headers that may be shown: without tokens and cookies.
    const answer = new HttpError(head, data);
    if (response.ok) return answer.headers;
    throw answer;
  } catch (error) {
    throw signal.aborted ? networkError(signal.reason, call) : error;
  }
}
