import {
  cleanText,
  ForwardToError,
  GATEWAY_STATUS,
  nameCall,
  readErrorBody,
  VERIFIER_STATUS,
  X_REFRESHED_SESSION_TOKEN,
} from '@forward-to/protocol';
import type { ErrorCode } from '@forward-to/protocol';
import type { AnswerHead } from './answer-head.ts';
import { describeCall } from './describe-call.ts';
import { markOf } from './mark-of.ts';

/**
 * A response with a status outside 200 to 299.
 *
 * `code` and `hint` are those of the gateway or the verifier where one of them rejected the request, else `http_error`.
 */
export class HttpError extends ForwardToError {
  override readonly name: string = 'HttpError';
  declare readonly statusCode: number;
  /** The parsed body; `undefined` when it was empty. */
  readonly body: unknown;
  /** Headers of the response by lower-case name, without tokens and cookies; empty where the transport cannot list them. */
  readonly headers: Readonly<Record<string, string>>;

  #sessionToken: string | undefined;

  constructor(answer: AnswerHead, body: unknown) {
    const { statusCode } = answer;
    const request = nameCall(answer.request?.method, answer.request?.url);
    // An error ends up in logs.
    const { [X_REFRESHED_SESSION_TOKEN]: sessionToken, ...headers } = answer.headers ?? {};
    delete headers['set-cookie'];
    const mark = markOf(answer);
    // Without a mark the body may be anybody's: its words are shown, its code and source are not believed.
    const refusal = readErrorBody(body);
    const words = refusal?.message ?? wordsOf(body);
    super(
      mark && isKnown(mark) ? (mark.code as ErrorCode) : 'http_error',
      `${describeCall({ request })} responded with ${statusCode}${words ? `: ${words}` : '.'}`,
      {
        source: mark?.source ?? 'unknown',
        statusCode,
        request,
        hint: refusal?.hint ?? hintFor(statusCode),
        expected: refusal?.expected,
        actual: refusal?.actual,
      },
    );
    this.body = body;
    this.headers = headers;
    this.#sessionToken = sessionToken;
  }

  /** Hands out, once, the refreshed session token that came with the response; nothing shows it before or after. */
  static takeSessionToken(error: object): string | undefined {
    if (!(#sessionToken in error)) return undefined;
    const token = error.#sessionToken;
    error.#sessionToken = undefined;
    return token;
  }
}

/** The codes are a closed list, so that a program may switch over them. */
function isKnown({ source, code }: NonNullable<ReturnType<typeof markOf>>): boolean {
  return source !== 'api' && Object.hasOwn(source === 'gateway' ? GATEWAY_STATUS : VERIFIER_STATUS, code);
}

/** Most APIs put a sentence for people into `message`. */
function wordsOf(body: unknown): string {
  const { message } = Object(body) as { message?: unknown };
  return typeof message === 'string' ? cleanText(message) : '';
}

function hintFor(statusCode: number): string {
  return statusCode < 400 ? 'Redirects are not followed: call the new URL.' : 'The response body is in "body".';
}
