import { createRefusalAnswer } from '../answer.ts';
import { isRefusal } from '../is-refusal.ts';
import { recallRefusalOptions } from '../refusal-options.ts';

/** What is used of a response: Node's own, which Express 4, Express 5 and Google Cloud Functions extend. */
export interface AnswerableResponse {
  statusCode: number;
  /** True when something else, such as a timeout of the API's own, has answered already. */
  headersSent?: boolean;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

export type Next = (error?: unknown) => void;

/** Answers a refused request, or passes on what is no refusal of the verifier, or what `passErrors` asks for. */
export function refuse(error: unknown, request: object, response: AnswerableResponse, next: Next): void {
  const { exposeDetails, passErrors } = recallRefusalOptions(request);
  if (passErrors || !isRefusal(error)) {
    next(error);
    return;
  }
  // The verifier may be late, while keys are slow to come. Express 4 would not catch what a second answer throws.
  if (response.headersSent) return;
  const { statusCode, headers, body } = createRefusalAnswer(error, { exposeDetails });
  response.statusCode = statusCode;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(JSON.stringify(body));
}
