import { definedMembers } from './defined-members.ts';
import type { ErrorSource, ForwardToError } from './errors.ts';

/** Body of a response that rejects a request, as the verifier and the local gateway send it. */
export interface ForwardToErrorBody {
  forwardToError: {
    source: ErrorSource;
    code: string;
    message: string;
    hint?: string;
    expected?: string | readonly string[];
    actual?: string;
  };
}

/**
 * Builds the body of a response that rejects a request.
 *
 * @param options.details adds hint, expected and actual; they explain the API's configuration, so they are meant for the
 * developer's own machine.
 */
export function createErrorBody(error: ForwardToError, options: { details: boolean }): ForwardToErrorBody {
  const { source, code, message, hint, expected, actual } = error;
  return {
    forwardToError: {
      source,
      code,
      message,
      ...(options.details && {
        hint,
        ...(expected !== undefined && { expected }),
        ...(actual !== undefined && { actual }),
      }),
    },
  };
}

/**
 * Makes text of a stranger fit for a log line: on one line, without control characters, at most 500 characters.
 */
export function cleanText(text: string): string {
  // Cut first: the text may be as large as a response. Terminals act on control characters, and bidi marks reorder a line.
  return text.slice(0, 500).replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]+/gu, ' ');
}

type Found = ForwardToErrorBody['forwardToError'];

/**
 * Reads the refusal out of a parsed body, in text that is fit for a log; `undefined` for any other body.
 *
 * Anybody may have written the body, so members of another type than they should have are left out.
 */
export function readErrorBody(body: unknown): Found | undefined {
  const { forwardToError } = Object(body) as { forwardToError?: unknown };
  const { source, code, message, hint, expected, actual } = Object(forwardToError) as Partial<Found>;
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  return definedMembers({
    source,
    code: cleanText(code),
    message: cleanText(message),
    hint: textOf(hint),
    expected: Array.isArray(expected) ? expected.slice(0, 20).map((item) => cleanText(String(item))) : textOf(expected),
    actual: textOf(actual),
  }) as Found;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanText(value) : undefined;
}

/** The value of the `x-forward-to-error` response header: `<source>/<code>`. */
export function formatErrorMark(error: { source: ErrorSource; code: string }): string {
  return `${error.source}/${error.code}`;
}

/** Reads an `x-forward-to-error` header; `undefined` when it is absent or malformed. */
export function parseErrorMark(
  value: string | null | undefined,
): { source: 'gateway' | 'verifier' | 'api'; code: string } | undefined {
  const match = /^(gateway|verifier|api)\/([a-z_]{1,64})$/.exec(value ?? '');
  return match ? { source: match[1] as 'gateway' | 'verifier' | 'api', code: match[2] as string } : undefined;
}
