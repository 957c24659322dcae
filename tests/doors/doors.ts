import {
  buildApiUrl,
  createFetcher,
  createForwardToFetch,
  createHttpClientOptions,
  executeHttpClientRequest,
  forwardToErrorFrom,
  forwardToRequest,
} from '@forward-to/http-client';
import type { LogicalCall } from './logical-calls.ts';

/** Sends a logical call from the page; gives its data, or rejects with the typed error. */
export type Door = (call: LogicalCall, apiUrl: string) => Promise<unknown>;

/** The doors that send any call; see `graphql-door.ts` for the one that sends GraphQL. */
export const DOORS: Readonly<Record<string, Door>> = {
  'createHttpClientOptions + fetch': async (call, apiUrl) => {
    const { forwardToConfig, init } = split(call, apiUrl);
    const options = createHttpClientOptions({
      forwardToConfig,
      headers: call.json === undefined ? {} : { 'Content-Type': 'application/json' },
    });
    return dataOf(await fetch(buildApiUrl('/proxy/forward-to'), { ...init, ...options }));
  },
  'executeHttpClientRequest + createFetcher': (call, apiUrl) => {
    const { forwardToConfig } = split(call, apiUrl);
    const { method, json, body, signal } = call;
    return executeHttpClientRequest(
      createFetcher(buildApiUrl('/proxy/forward-to'), {
        method,
        ...(json !== undefined && { json }),
        ...(body && { body: body() }),
        ...(signal && { signal }),
      }),
      { forwardToConfig },
    );
  },
  createForwardToFetch: async (call, apiUrl) => {
    const { forwardToConfig, init } = split(call, apiUrl);
    const { uri, headers, ...config } = forwardToConfig;
    const contentType = call.json === undefined ? {} : { 'Content-Type': 'application/json' };
    return dataOf(await createForwardToFetch(config)(uri, { ...init, headers: { ...headers, ...contentType } }));
  },
  forwardToRequest: (call, apiUrl) => {
    const { uri, ...config } = split(call, apiUrl).forwardToConfig;
    const { method, json, body, signal } = call;
    return forwardToRequest(uri, {
      ...config,
      ...(signal && { signal }),
      ...(method === 'GET' || method === 'HEAD' ? { method } : { method, json, ...(body && { body: body() }) }),
    });
  },
};

/** What `fetch` takes of a call, and what the gateway is told about it. */
function split(call: LogicalCall, apiUrl: string) {
  const { method, json, body, signal, path, headers, audiencePolicy, includeUserPermissions, version } = call;
  return {
    forwardToConfig: { uri: apiUrl + path, headers, audiencePolicy, includeUserPermissions, version },
    init: {
      method,
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(body && { body: body() }),
      ...(signal && { signal }),
    },
  };
}

async function dataOf(response: Response): Promise<unknown> {
  if (!response.ok) throw await forwardToErrorFrom(response);
  const text = await response.text();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
