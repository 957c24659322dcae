import type { AnswerHead } from './http-error.ts';

/** The head of a `fetch` response, in the form that an `HttpError` takes. */
export function headOf(response: Response): AnswerHead & { headers: Record<string, string> } {
  return {
    statusCode: response.status,
    getHeader: (name) => response.headers.get(name),
    headers: Object.fromEntries(response.headers),
  };
}
