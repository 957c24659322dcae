import {
  ForwardToError,
  GATEWAY_STATUS,
  parseErrorMark,
  readErrorBody,
  VERIFIER_STATUS,
  X_FORWARD_TO_ERROR,
  X_REFRESHED_SESSION_TOKEN,
} from '@forward-to/protocol';
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
  /** Headers of the answer by lower-case name, but for tokens and cookies; empty where the transport cannot list them. */
  readonly headers: Readonly<Record<string, string>>;

  #sessionToken: string | undefined;

  constructor(answer: AnswerHead, body: unknown) {
    const { statusCode } = answer;
    // An error ends up in logs.
    const { [X_REFRESHED_SESSION_TOKEN]: sessionToken, ...headers } = answer.headers ?? {};
    delete headers['set-cookie'];
    const mark = parseErrorMark(answer.getHeader(X_FORWARD_TO_ERROR));
    // Without a mark a refusal may be anybody's: its words are shown, its code and source are not believed.
    const refusal = readErrorBody(body);
    super(
      mark && isKnown(mark) ? (mark.code as ErrorCode) : 'http_error',
      refusal?.message ?? messageOf(body, statusCode),
      {
        source: mark?.source ?? 'unknown',
        statusCode,
        hint:
          refusal?.hint ??
          (statusCode < 400 ? 'Redirects are not followed: call their target.' : 'The answer is in "body".'),
        expected: refusal?.expected,
        actual: refusal?.actual,
      },
    );
    this.body = body;
    this.headers = headers;
    this.#sessionToken = sessionToken;
  }

  /** Hands out, once, the refreshed session token that came with the answer; nothing shows it before or after. */
  static takeSessionToken(error: object): string | undefined {
    if (!(#sessionToken in error)) return undefined;
    const token = error.#sessionToken;
    error.#sessionToken = undefined;
    return token;
  }
}

/** The codes are a closed list, so that a program may switch over them. */
function isKnown({ source, code }: NonNullable<ReturnType<typeof parseErrorMark>>): boolean {
  return source !== 'api' && Object.hasOwn(source === 'gateway' ? GATEWAY_STATUS : VERIFIER_STATUS, code);
}

/** Most APIs put a sentence for people into `message`. */
function messageOf(body: unknown, statusCode: number): string {
  const message = typeof body === 'object' && body !== null ? (body as { message?: unknown }).message : undefined;
  // Cut: it ends up in logs and stores; the whole is in the body.
  return typeof message === 'string' && message !== ''
    ? message.slice(0, 500)
    : `The answer has the status ${statusCode}`;
}
