import {
  AUTHORIZATION,
  clientError,
  isForwardToError,
  nameCall,
  urlOf,
  X_FORCE_TOKEN,
  X_REFRESHED_SESSION_TOKEN,
} from '@forward-to/protocol';
import type { ApplicationContext } from './application-context.ts';
import type { ClientRuntime } from './client-runtime.ts';
import { createOptions } from './create-options.ts';
import type { HttpClientConfig, HttpClientOptions } from './create-options.ts';
import { HttpError } from './http-error.ts';
import type { AnswerHead } from './answer-head.ts';
import { markOf } from './mark-of.ts';
import { readBaseUrl } from './read-application-context.ts';
import { callWithRenewal } from './renewal.ts';
import type { Refusal } from './renewal.ts';
import { withCall } from './with-call.ts';

/** What a fetcher resolves with. */
export interface FetcherResponse<Data> {
  data: Data;
  statusCode: number;
  getHeader: (name: string) => string | null;
}

/** Makes one request with the given options; brings any HTTP library to {@link executeHttpClientRequest}. */
export interface Fetcher<Data> {
  (options: HttpClientOptions): Promise<FetcherResponse<Data>>;
  /** Never called twice: its body is a stream, which is used up by then. @default false */
  once?: boolean;
  /** Also ends the wait for a renewal. */
  signal?: AbortSignal | null | undefined;
  /** Where it calls; a URL of another origin than the gateway's is refused, since the session goes there. */
  url?: string;
  /** Names the call in an error. */
  method?: string;
}

type Answer<Data> = { response: FetcherResponse<Data> } | { error: HttpError };

/** Sends a request through a fetcher, with the one renewal after a 401; see `executeHttpClientRequest`. */
export async function executeRequest<Data>(
  fetcher: Fetcher<Data>,
  config: HttpClientConfig,
  runtime: ClientRuntime,
): Promise<Data> {
  const request = nameCall(fetcher.method, config.forwardToConfig?.uri ?? fetcher.url);
  // Where a fetcher that does not say calls: the endpoint that buildApiUrl gives it.
  let { url } = fetcher;
  const send = async (force: boolean): Promise<Answer<Data>> => {
    const context = runtime.readContext();
    const options = createOptions({ userAgent: runtime.userAgent, ...config }, context);
    if (fetcher.url !== undefined) checkOrigin(fetcher.url, context);
    url = fetcher.url ?? context.forwardToUrl ?? context.mcApiUrl;
    if (force) options.headers[X_FORCE_TOKEN] = 'true';
    const answer = await callFetcher(fetcher, options);
    const refreshed =
      'response' in answer
        ? answer.response.getHeader(X_REFRESHED_SESSION_TOKEN)
        : HttpError.takeSessionToken(answer.error);
    // Only the gateway's word on a session token that it was sent: a response may have any header of the API.
    if (refreshed && AUTHORIZATION in options.headers) runtime.sessionStore.setSessionToken(refreshed);
    return answer;
  };
  try {
    const answer = await callWithRenewal(runtime.renewal, {
      send,
      signal: fetcher.signal,
      isRefused: (found) => !fetcher.once && refusalOf(headOf(found), url),
    });
    if ('error' in answer) throw answer.error;
    const { response } = answer;
    if (response.statusCode !== 401) return response.data;
    throw new HttpError({ ...headOf(answer), url, request }, response.data);
  } catch (error) {
    throw withCall(error, request);
  }
}

/**
 * Compares origins as "fetch" reads the URL: white space and control characters in it do not count.
 *
 * @throws ForwardToError `invalid_config` for a URL that is not the gateway's: most often it is that of the API.
 */
function checkOrigin(url: string, { mcApiUrl, forwardToUrl, sessionToken }: ApplicationContext): void {
  const gateway = mcApiUrl ?? forwardToUrl;
  if (gateway === undefined && !sessionToken) return; // There is no session that could go astray.
  // "https:host" is another host's where page and gateway differ in scheme. The page's own server has the page's session.
  const base = gateway && (readBaseUrl() ?? gateway);
  const origin = urlOf(url, base)?.origin;
  if (origin && [mcApiUrl, forwardToUrl, base].some((known) => urlOf(known)?.origin === origin)) return;
  throw clientError(
    'invalid_config',
    'The fetcher calls another origin than the gateway.',
    'Use the URL of buildApiUrl. The URL of your API belongs in "forwardToConfig.uri".',
  );
}

/** Tells whether a response is a 401 that neither the API nor its verifier has marked as its own. */
export function refusalOf(answer: AnswerHead, url?: string): Refusal {
  const source = markOf(answer, url)?.source ?? 'unknown';
  return answer.statusCode === 401 && source !== 'api' && source !== 'verifier' && source;
}

/** A fetcher that rejects with an error of this kit for a response has a response all the same. */
async function callFetcher<Data>(fetcher: Fetcher<Data>, options: HttpClientOptions): Promise<Answer<Data>> {
  try {
    return { response: await fetcher(options) };
  } catch (error) {
    if (isForwardToError(error) && error.statusCode !== undefined && 'headers' in error) {
      return { error: error as HttpError };
    }
    throw error;
  }
}

function headOf<Data>(answer: Answer<Data>): AnswerHead {
  if ('response' in answer) {
    const { response } = answer;
    // Its methods may need their "this".
    return { statusCode: response.statusCode, getHeader: (name) => response.getHeader(name) };
  }
  const { statusCode, headers } = answer.error;
  return { statusCode, getHeader: (name) => headers[name.toLowerCase()] ?? null };
}
