import { clientError, nameCall, showValue } from '@forward-to/protocol';
import { anySignal } from './any-signal.ts';
import type { ClientRuntime } from './client-runtime.ts';
import { forwardFetch } from './forward-fetch.ts';
import type { ForwardToFetchConfig } from './forward-fetch.ts';
import { pairsOf } from './forward-headers.ts';
import type { ForwardedHeaders } from './forward-headers.ts';
import { errorOf } from './forward-to-error-from.ts';
import { isStream } from './is-stream.ts';
import { jsonBody } from './json-body.ts';
import { networkError } from './network-error.ts';
import { readBody } from './read-body.ts';
import { withCall } from './with-call.ts';

interface CommonInit extends Omit<ForwardToFetchConfig, 'headers'> {
  /** For the external API, without prefix. `'Content-Type': null` sets none. */
  headers?: ForwardedHeaders | undefined;
  signal?: AbortSignal | null | undefined;
  /** Milliseconds until the call rejects with `timeout`, its body included. @default no limit */
  timeout?: number | undefined;
}

/** Method, body and options of one call; GET and HEAD have no body. */
export type ForwardToRequestInit = CommonInit &
  (
    | { method?: 'GET' | 'HEAD' | undefined; body?: never; json?: never }
    | {
        method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
        /** Sent as JSON. */
        json?: unknown;
        /** Sent as it is, with the content type that `fetch` gives it. A stream is never sent twice. */
        body?: BodyInit | null | undefined;
      }
  );

/** Sends one call and gives its data; see `forwardToRequest`. */
export async function requestData<Data>(
  uri: string,
  init: ForwardToRequestInit,
  runtime: ClientRuntime,
): Promise<Data> {
  const { method = 'GET', json, body, headers, signal, timeout, ...config } = init;
  const request = nameCall(method, uri);
  let release: (() => void) | undefined;
  try {
    checkBody(method, json, body);
    const limits = anySignal([signal, readTimeout(timeout)].filter((source) => source != null));
    const limit = limits.signal;
    release = limits.release;
    const call = { request, signal: limit };
    // Only what "fetch" itself rejects with is about the network. Any other error is a mistake in the code, and stays what it is.
    const fetch: typeof globalThis.fetch = (url, options) =>
      runtime.fetch(url, options).catch((error: unknown) => {
        throw networkError(error, { ...call, url: url as string });
      });
    const response = await forwardFetch(
      uri,
      {
        method: method.toUpperCase(),
        ...(limit && { signal: limit }),
        ...(json === undefined
          ? { body: body ?? null, ...(headers && { headers }) }
          : {
              body: jsonBody(json),
              headers: [['Content-Type', 'application/json'], ...pairsOf(headers)] as [string, string][],
            }),
        // Streaming bodies need duplex: 'half' (Fetch standard); TypeScript's DOM types lack it.
        ...(isStream(body) && ({ duplex: 'half' } as object)),
      },
      config,
      { ...runtime, fetch },
    );
    if (!response.ok) throw await errorOf(response, call);
    return (await readBody(response, call)) as Data;
  } catch (error) {
    throw withCall(error, request);
  } finally {
    release?.();
  }
}

function checkBody(method: string, json: unknown, body: unknown): void {
  if (json !== undefined && body != null) {
    throw clientError('invalid_config', 'The call has both "json" and "body".', 'Pass only one of them.');
  }
  if ((json !== undefined || body != null) && /^(?:GET|HEAD)$/i.test(method)) {
    throw clientError(
      'invalid_config',
      'A GET or HEAD request cannot have a body.',
      'Set "method", for example to "POST".',
    );
  }
}

function readTimeout(timeout: number | undefined): AbortSignal | undefined {
  if (timeout === undefined) return undefined;
  // Node takes whole numbers, and fires at once above 31 bits.
  if (typeof timeout === 'number' && timeout >= 0 && timeout < 2 ** 31) return AbortSignal.timeout(Math.floor(timeout));
  throw clientError(
    'invalid_config',
    `"timeout" must be a number of milliseconds (received ${showValue(timeout)}).`,
    'Use a number from 0 to 2147483647, or leave it out for no limit.',
  );
}
