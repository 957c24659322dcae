import { checkHeader, nameCall, X_FORWARD_TO } from '@forward-to/protocol';
import type { Fetcher } from './execute-request.ts';
import { pairsOf, splitHeaders } from './forward-headers.ts';
import type { ForwardedHeaders } from './forward-headers.ts';
import { HttpError } from './http-error.ts';
import { withoutType } from './without-type.ts';
import { isStream } from './is-stream.ts';
import { jsonBody } from './json-body.ts';
import { networkError } from './network-error.ts';
import { readBody } from './read-body.ts';
import { headOf } from './response-head.ts';
import { uncachedFetch } from './uncached-fetch.ts';

/** `RequestInit` with a `json` body; its headers go to the gateway beside the generated ones. */
export interface FetcherInit extends Omit<RequestInit, 'credentials' | 'headers'> {
  /** Sent as JSON, with its content type. Not together with `body`. */
  json?: unknown;
  headers?: ForwardedHeaders | undefined;
}

/**
 * Makes a fetcher for `executeHttpClientRequest` out of `fetch`: it parses the body and rejects on a response outside 2xx.
 *
 * JSON is parsed, other text is a string, anything else a `Blob`, an empty body `undefined`. A stream as `body` is sent once
 * and never again.
 *
 * @throws ForwardToError (as a rejection) an `HttpError` for a response outside 2xx; `invalid_response`, `aborted`, `timeout`, `network_error`.
 * @example
 * await executeHttpClientRequest<Order>(createFetcher(buildApiUrl('/proxy/forward-to'), { method: 'POST', json: order }), {
 *   forwardToConfig: { uri: 'https://api.example.com/orders' },
 * });
 */
export function createFetcher<Data>(url: string, init: FetcherInit = {}): Fetcher<Data> {
  return createFetcherWith<Data>(url, init, uncachedFetch);
}

/** The same with a `fetch` of the caller's. */
export function createFetcherWith<Data>(url: string, init: FetcherInit, fetch: typeof globalThis.fetch): Fetcher<Data> {
  const { json, headers: own, ...rest } = init;
  const { method = 'GET' } = rest;
  const once = isStream(rest.body);
  let text: string | undefined;
  const fetcher: Fetcher<Data> = async ({ credentials, headers }) => {
    // Made once: a repetition sends what the first attempt has sent, whatever has become of the object.
    const body = json === undefined ? {} : { body: (text ??= jsonBody(json)) };
    const merged = mergeHeaders(own, headers, json !== undefined);
    const { signal } = rest;
    const call = { request: nameCall(method, merged.get(X_FORWARD_TO) ?? url), url, signal };
    const response = await fetch(url, {
      // A redirect comes from the API, which must not choose where the session goes next.
      redirect: 'manual',
      ...rest,
      ...body,
      ...withoutType(text ?? rest.body, splitHeaders(pairsOf(own)).contentType),
      credentials,
      headers: merged,
      // Streaming bodies need duplex: 'half' (Fetch standard); TypeScript's DOM types lack it.
      ...(once && ({ duplex: 'half' } as object)),
    }).catch((error: unknown) => {
      throw networkError(error, call);
    });
    const head = headOf(response, call);
    const data = await readBody(response, call);
    if (!response.ok) throw new HttpError(head, data);
    return { ...head, data: data as Data };
  };
  return Object.assign(fetcher, { once, signal: rest.signal, url, method });
}

/** Generated headers win; JSON has its content type unless the caller says otherwise. */
function mergeHeaders(own: ForwardedHeaders | undefined, generated: Record<string, string>, isJson: boolean): Headers {
  const merged = new Headers(isJson ? { 'Content-Type': 'application/json' } : {});
  for (const [name, value] of [...pairsOf(own), ...Object.entries(generated)]) {
    if (value === null) merged.delete(name);
    else if (value !== undefined) merged.set(name, checkHeader(name, value));
  }
  return merged;
}
