import { clientError } from '@forward-to/protocol';
import { anySignal } from './any-signal.ts';
import type { ClientRuntime } from './client-runtime.ts';
import { forwardFetch } from './forward-fetch.ts';
import type { ForwardToFetchConfig } from './forward-fetch.ts';
import { pairsOf } from './forward-headers.ts';
import type { ForwardedHeaders } from './forward-headers.ts';
import { forwardToErrorFrom } from './forward-to-error-from.ts';
import { isStream } from './is-stream.ts';
import { jsonBody } from './json-body.ts';
import { networkError } from './network-error.ts';
import { readBody } from './read-body.ts';

interface CommonInit extends Omit<ForwardToFetchConfig, 'headers'> {
  /** For the external API, without prefix. `'Content-Type': null` sets none. */
  headers?: ForwardedHeaders | undefined;
  signal?: AbortSignal | null | undefined;
  /** Milliseconds until the call rejects with `timeout`, its body included. @default no limit */
  timeout?: number | undefined;
}

/** Method, body and options of one call; a call that reads has no body. */
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
  checkBody(method, json, body);
  const { signal: limit, release } = anySignal([signal, readTimeout(timeout)].filter((source) => source != null));
  try {
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
        // Chromium and Node ask for it with a stream; TypeScript's DOM does not know it.
        ...(isStream(body) && ({ duplex: 'half' } as object)),
      },
      config,
      runtime,
    );
    if (!response.ok) throw await forwardToErrorFrom(response);
    return (await readBody(response)) as Data;
  } catch (error) {
    throw networkError(error, limit);
  } finally {
    release();
  }
}

function checkBody(method: string, json: unknown, body: unknown): void {
  if (json !== undefined && body != null) {
    throw clientError('invalid_config', 'The call has both "json" and "body"', 'Give one of them.');
  }
  if ((json !== undefined || body != null) && /^(?:GET|HEAD)$/i.test(method)) {
    throw clientError('invalid_config', 'A call that reads has no body', 'Set "method", for example "POST".');
  }
}

function readTimeout(timeout: number | undefined): AbortSignal | undefined {
  if (timeout === undefined) return undefined;
  // Node takes whole numbers, and fires at once above 31 bits.
  if (typeof timeout === 'number' && timeout >= 0 && timeout < 2 ** 31) return AbortSignal.timeout(Math.floor(timeout));
  throw clientError(
    'invalid_config',
    'timeout is not a number of milliseconds',
    'Use one from 0 to 2147483647, or leave it out.',
  );
}
