import type { Call } from './describe-call.ts';
import type { AnswerHead } from './answer-head.ts';

/** The head of a `fetch` response, in the form that an `HttpError` takes. */
export function headOf(response: Response, { request }: Call = {}): AnswerHead & { headers: Record<string, string> } {
  return {
    statusCode: response.status,
    getHeader: (name) => response.headers.get(name),
    headers: Object.fromEntries(response.headers),
    url: response.url,
    request,
  };
}
