import {
  clientError,
  isForwardToError,
  parseErrorMark,
  X_FORCE_TOKEN,
  X_FORWARD_TO_ERROR,
  X_REFRESHED_SESSION_TOKEN,
} from '@forward-to/protocol';
import type { ApplicationContext } from './application-context.ts';
import type { ClientRuntime } from './client-runtime.ts';
import { createOptions } from './create-options.ts';
import type { HttpClientConfig, HttpClientOptions } from './create-options.ts';
import { HttpError } from './http-error.ts';
import type { AnswerHead } from './http-error.ts';
import { callWithRenewal } from './renewal.ts';
import type { Refusal } from './renewal.ts';

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
}

type Answer<Data> = { response: FetcherResponse<Data> } | { error: HttpError };

/** Sends a request through a fetcher, with the one renewal after a 401; see `executeHttpClientRequest`. */
export async function executeRequest<Data>(
  fetcher: Fetcher<Data>,
  config: HttpClientConfig,
  runtime: ClientRuntime,
): Promise<Data> {
  const send = async (force: boolean): Promise<Answer<Data>> => {
    const context = runtime.readContext();
    const options = createOptions({ userAgent: runtime.userAgent, ...config }, context);
    if (fetcher.url !== undefined) checkOrigin(fetcher.url, context);
    if (force) options.headers[X_FORCE_TOKEN] = 'true';
    const answer = await callFetcher(fetcher, options);
    const refreshed =
      'response' in answer
        ? answer.response.getHeader(X_REFRESHED_SESSION_TOKEN)
        : HttpError.takeSessionToken(answer.error);
    if (refreshed) runtime.sessionStore.setSessionToken(refreshed);
    return answer;
  };
  const answer = await callWithRenewal(runtime.renewal, {
    send,
    signal: fetcher.signal,
    isRefused: (found) => !fetcher.once && refusalOf(headOf(found)),
  });
  if ('error' in answer) throw answer.error;
  if (answer.response.statusCode === 401) throw new HttpError(answer.response, answer.response.data);
  return answer.response.data;
}

/** @throws ForwardToError `invalid_config` for an absolute URL that isn't the gateway's: most often it is that of the API. */
function checkOrigin(url: string, { mcApiUrl, forwardToUrl }: ApplicationContext): void {
  if (!mcApiUrl || !/^\s*(?:[a-z][a-z+.-]*:|[/\\]{2})/i.test(url)) return;
  const { origin } = new URL(url, mcApiUrl);
  if ([mcApiUrl, forwardToUrl ?? mcApiUrl].some((gateway) => new URL(gateway).origin === origin)) return;
  throw clientError(
    'invalid_config',
    'The fetcher calls another origin than the gateway',
    'Use buildApiUrl("/proxy/forward-to"); the URL of the API goes into forwardToConfig.uri.',
  );
}

/** A 401 that no API or verifier has marked as its own. */
export function refusalOf(answer: AnswerHead): Refusal {
  const source = parseErrorMark(answer.getHeader(X_FORWARD_TO_ERROR))?.source ?? 'unknown';
  return answer.statusCode === 401 && source !== 'api' && source !== 'verifier' && source;
}

/** A fetcher that rejects with our own error for an answer has an answer all the same. */
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
  if ('response' in answer) return answer.response;
  const { statusCode, headers } = answer.error;
  return { statusCode, getHeader: (name) => headers[name.toLowerCase()] ?? null };
}
