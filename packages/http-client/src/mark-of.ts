import { isLoopbackHost, parseErrorMark, urlOf, X_FORWARD_TO_ERROR } from '@forward-to/protocol';
import type { AnswerHead } from './answer-head.ts';
import { readEndpoints } from './read-application-context.ts';

/** Where a call goes whose transport does not say it: to the gateway of the page. */
function pageGateway(): string | undefined {
  const { forwardToUrl, mcApiUrl } = readEndpoints();
  return forwardToUrl ?? mcApiUrl;
}

/**
 * Reads who rejected a request, from the mark of the response.
 *
 * Only the local gateway marks its own responses, and removes a `gateway/…` mark that an API sends. What the real gateway does
 * with such a mark is unknown, so from any other host it is the word of the API.
 *
 * @param url where the call was sent
 */
export function markOf(
  answer: AnswerHead,
  url: string | undefined = answer.url ?? pageGateway(),
): ReturnType<typeof parseErrorMark> {
  const mark = parseErrorMark(answer.getHeader(X_FORWARD_TO_ERROR));
  return mark?.source === 'gateway' && !isLocal(url) ? { source: 'api', code: 'http_error' } : mark;
}

/** Tells whether a URL is on this machine. */
export function isLocal(url: string | undefined): boolean {
  return isLoopbackHost(urlOf(url)?.hostname ?? '');
}
