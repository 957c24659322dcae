import { ForwardToError, parseErrorMark, readErrorBody, X_FORWARD_TO_ERROR } from '@forward-to/protocol';
import type { ErrorCode } from '@forward-to/protocol';

/** What an answer says beside its body. */
export interface AnswerHead {
  statusCode: number;
  /** Header by name, in any spelling; `null` where there is none. */
  getHeader: (name: string) => string | null;
  /** Every header that the page may read, by lower-case name, where the transport can list them. */
  headers?: Record<string, string> | undefined;
}

/**
 * An answer outside 200 to 299, with what it said.
 *
 * `code` and `hint` are those of the gateway's or verifier's refusal where the answer carries one, else `http_error`.
 */
export class HttpError extends ForwardToError {
  override readonly name: string = 'HttpError';
  declare readonly statusCode: number;
  /** The parsed body; `undefined` when it was empty. */
  readonly body: unknown;
  /** Headers of the answer by lower-case name; empty where the transport cannot list them. */
  readonly headers: Readonly<Record<string, string>>;

  constructor({ statusCode, getHeader, headers = {} }: AnswerHead, body: unknown) {
    const mark = parseErrorMark(getHeader(X_FORWARD_TO_ERROR));
    // A refusal without a mark may be anybody's: its words are shown, its source is not believed.
    const refusal = readErrorBody(body);
    const isMarked = refusal !== undefined && refusal.code === mark?.code && mark.source !== 'api';
    super(isMarked ? (refusal.code as ErrorCode) : 'http_error', refusal?.message ?? messageOf(body, statusCode), {
      source: mark?.source ?? 'unknown',
      statusCode,
      hint: refusal?.hint ?? 'The answer is in "body".',
      expected: refusal?.expected,
      actual: refusal?.actual,
    });
    this.body = body;
    this.headers = headers;
  }
}

/** Most APIs put a sentence for people into `message`. */
function messageOf(body: unknown, statusCode: number): string {
  const message = typeof body === 'object' && body !== null ? (body as { message?: unknown }).message : undefined;
  return typeof message === 'string' && message !== '' ? message : `The answer has the status ${statusCode}`;
}
