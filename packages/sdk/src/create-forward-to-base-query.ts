import type { ForwardedHeaders } from '@forward-to/http-client';
import { networkError, pairsOf, requestData, splitHeaders } from '@forward-to/http-client/door';
import { checkHeader, isForwardToError } from '@forward-to/protocol';
import type { CallName, ForwardToConfig, ForwardToError } from '@forward-to/protocol';
import { joinUrl } from './base-query-url.ts';
import type { QueryParams } from './base-query-url.ts';
import { bodyOf } from './body-of.ts';
import { runtimeOf } from './runtime-of.ts';
import type { RuntimeOptions } from './runtime-of.ts';
import type { SdkMethod } from './sdk-action.ts';

type CallOptions = Pick<ForwardToConfig, 'audiencePolicy' | 'includeUserPermissions' | 'version'> & {
  /** For the external API, without prefix. */
  headers?: ForwardedHeaders | undefined;
  /** Milliseconds until the call fails with `timeout`. @default no limit */
  timeout?: number | undefined;
};

/** One call of an RTK Query endpoint: its URL alone, or with options. */
export type ForwardToBaseQueryArgs =
  | string
  | (CallOptions & {
      method?: SdkMethod | undefined;
      /** JSON, or what `fetch` takes as a body. */
      body?: unknown;
      params?: QueryParams | undefined;
    } & ({ url: string; uri?: never } | { uri: string; url?: never }));

/** The part of RTK Query's `BaseQueryApi` that is used, and what it is called with. */
export interface BaseQueryApi {
  signal: AbortSignal;
  getState: () => unknown;
  endpoint: string;
}

/** What all calls of an API have in common; a call's own options win. */
export interface ForwardToBaseQueryConfig extends CallOptions, RuntimeOptions {
  /** Absolute URL below which the calls' URLs are. @default none: they are absolute themselves */
  baseUrl?: string | undefined;
  /** @default the Project key in the page's URL */
  projectKey?: string | undefined;
  /** Adds headers, for example out of the state: changes those that it is given, or returns others. */
  prepareHeaders?: ((headers: Headers, api: BaseQueryApi) => MaybePromise<Headers | undefined>) | undefined;
}

type MaybePromise<Value> = Value | PromiseLike<Value>;

/** What RTK Query keeps of a failed call: plain data, so that a store may hold it. */
export interface ForwardToBaseQueryError extends Pick<
  ForwardToError,
  'name' | 'code' | 'message' | 'hint' | 'source' | 'statusCode' | 'request'
> {
  /** The parsed body of the answer; absent where there was none, or no plain data. */
  body?: unknown;
}

export type ForwardToBaseQuery = (
  args: ForwardToBaseQueryArgs,
  api: BaseQueryApi,
  extraOptions?: object,
) => Promise<{ data: unknown; error?: undefined } | { error: ForwardToBaseQueryError; data?: undefined }>;

/**
 * Creates a base query for RTK Query whose calls go through `/proxy/forward-to`.
 *
 * An empty answer is `null`, since RTK Query takes `undefined` for a mistake. Works with RTK Query's `retry`.
 *
 * @example
 * createApi({ baseQuery: createForwardToBaseQuery({ baseUrl: 'https://api.example.com' }), endpoints: … })
 */
export function createForwardToBaseQuery(config: ForwardToBaseQueryConfig = {}): ForwardToBaseQuery {
  const { baseUrl = '', prepareHeaders, headers: common, ...others } = config;
  const { runtime: given, context, fetch, sessionStore, userAgent, ...shared } = others;
  const runtime = runtimeOf({ runtime: given, context, fetch, sessionStore, userAgent });
  return async (args, api) => {
    const { signal } = api;
    try {
      const { url, uri = url, method = 'GET', body, params, headers, ...own } = readArgs(args);
      const pairs = [...pairsOf(common), ...pairsOf(headers)] as [string, string][];
      const prepared = prepareHeaders ? await prepare(pairs, (given) => prepareHeaders(given, api)) : pairs;
      // The union of calls that read and calls that write is checked again by requestData.
      const init = { ...shared, ...own, method, headers: prepared, signal, ...bodyOf(body) } as object;
      return { data: (await requestData(joinUrl(baseUrl, uri as string, params), init, runtime)) ?? null };
    } catch (error) {
      const { request } = error as { request?: CallName };
      const found = signal.aborted ? networkError(signal.reason, { signal, request }) : error;
      if (isForwardToError(found)) return { error: plain(found) };
      throw found;
    }
  };
}

function readArgs(args: ForwardToBaseQueryArgs): Exclude<ForwardToBaseQueryArgs, string> {
  // Whatever is no object has no url either, which is the error that follows.
  return typeof args === 'string' ? { url: args } : (Object(args) as typeof args);
}

type Prepare = (headers: Headers) => MaybePromise<Headers | undefined>;

/** `null` for the content type can't stand in `Headers`: it holds unless `change` sets one. */
async function prepare(
  pairs: [string, string | null | undefined][],
  change: Prepare,
): Promise<[string, string | null][]> {
  const headers = new Headers();
  for (const [name, value] of pairs) if (value != null) headers.set(name, checkHeader(name, value));
  const changed = (await change(headers)) ?? headers;
  const isUntyped = splitHeaders(pairs).contentType === null && !changed.has('content-type');
  return [...changed, ...(isUntyped ? [['content-type', null] as [string, null]] : [])];
}

function plain(error: ForwardToError & { body?: unknown }): ForwardToBaseQueryError {
  const { body } = error;
  const isPlain = body !== undefined && !(body instanceof Blob);
  return { ...error.toJSON(), ...(isPlain && { body }) };
}
