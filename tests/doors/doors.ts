import type { ForwardToFetchConfig } from '@forward-to/http-client';
import { ForwardToError } from '@forward-to/protocol';
import {
  buildApiUrl,
  createFetcher,
  createForwardToFetch,
  createHttpClientOptions,
  executeHttpClientRequest,
  forwardToErrorFrom,
  forwardToRequest,
} from '@forward-to/http-client';
import { useForwardToFetch } from '@forward-to/react';
import { actions, createForwardToBaseQuery, createMiddleware } from '@forward-to/sdk';
import { renderHook } from '@testing-library/react';
import type { AsyncDispatch } from '@forward-to/sdk';
import { applyMiddleware, legacy_createStore } from 'redux';
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
  createForwardToFetch: (call, apiUrl) => callWithFetch(createForwardToFetch, call, apiUrl),
  useForwardToFetch: (call, apiUrl) =>
    callWithFetch((config) => renderHook(() => useForwardToFetch(config)).result.current, call, apiUrl),
  forwardToRequest: (call, apiUrl) => {
    const { uri, ...config } = split(call, apiUrl).forwardToConfig;
    const { method, json, body, signal } = call;
    return forwardToRequest(uri, {
      ...config,
      ...(signal && { signal }),
      ...(method === 'GET' || method === 'HEAD' ? { method } : { method, json, ...(body && { body: body() }) }),
    });
  },
  'SDK actions': (call, apiUrl) => {
    const { method, json, body, signal } = call;
    const store = legacy_createStore(() => ({}), applyMiddleware(createMiddleware()));
    const dispatch: AsyncDispatch = store.dispatch;
    const payload = body ? body() : json;
    const create = CREATORS[method] as typeof actions.forwardTo.post;
    const action = create({ ...split(call, apiUrl).forwardToConfig, ...(payload !== undefined && { payload }) });
    const sent = dispatch(action);
    signal?.addEventListener('abort', () => {
      sent.abort();
    });
    return sent;
  },
  'RTK Query': async (call, apiUrl) => {
    const { method, json, body, signal = new AbortController().signal } = call;
    const query = createForwardToBaseQuery();
    const answer = await query(
      { ...split(call, apiUrl).forwardToConfig, method, body: body ? body() : json },
      { signal, endpoint: 'any', getState: () => undefined },
    );
    // The store holds plain data: it becomes an error again for comparison with the other doors.
    if (answer.error)
      throw Object.assign(new ForwardToError(answer.error.code, answer.error.message, answer.error), answer.error);
    return answer.data;
  },
};

const { get, head, post, put, patch, del } = actions.forwardTo;
const CREATORS = { GET: get, HEAD: head, POST: post, PUT: put, PATCH: patch, DELETE: del };

async function callWithFetch(
  create: (config: ForwardToFetchConfig) => typeof fetch,
  call: LogicalCall,
  apiUrl: string,
): Promise<unknown> {
  const { forwardToConfig, init } = split(call, apiUrl);
  const { uri, headers, ...config } = forwardToConfig;
  const contentType = call.json === undefined ? {} : { 'Content-Type': 'application/json' };
  return dataOf(await create(config)(uri, { ...init, headers: { ...headers, ...contentType } }));
}

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
