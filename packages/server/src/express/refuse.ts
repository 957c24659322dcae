import { isForwardToError } from '@forward-to/protocol';
import { createRefusalAnswer } from '../answer.ts';

/** What is used of a response: Node's own, which Express 4, Express 5 and Google Cloud Functions extend. */
export interface AnswerableResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

export type Next = (error?: unknown) => void;

export interface RefusalOptions {
  exposeDetails: boolean;
  passErrors: boolean;
}

// By this the permission guard answers as the session middleware before it was told to.
const REFUSAL_OPTIONS = Symbol('forward-to refusal options');

/** Remembers on the request how its refusals are answered. */
export function rememberRefusalOptions(request: object, options: RefusalOptions): void {
  Object.defineProperty(request, REFUSAL_OPTIONS, { value: options, configurable: true });
}

/** Answers a refused request, or passes on what is no refusal of the verifier, or what `passErrors` asks for. */
export function refuse(error: unknown, request: object, response: AnswerableResponse, next: Next): void {
  const options = (request as { [REFUSAL_OPTIONS]?: RefusalOptions })[REFUSAL_OPTIONS];
  if (options?.passErrors || !isForwardToError(error) || error.source !== 'verifier') {
    next(error);
    return;
  }
  const { statusCode, headers, body } = createRefusalAnswer(error, { exposeDetails: options?.exposeDetails ?? false });
  response.statusCode = statusCode;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(JSON.stringify(body));
}
