import type { ErrorSource, ForwardToError } from './errors.ts';

/** Body of an answer that refuses, as the verifier and the local gateway send it. */
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
 * Builds the body of a refusal.
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

/** Reads the refusal out of a parsed body, without what has another type than it should; `undefined` for any other body. */
export function readErrorBody(body: unknown): ForwardToErrorBody['forwardToError'] | undefined {
  const found = isRecord(body) ? body.forwardToError : undefined;
  if (!isRecord(found) || typeof found.code !== 'string' || typeof found.message !== 'string') return undefined;
  const { hint, expected, actual, ...rest } = found as unknown as ForwardToErrorBody['forwardToError'];
  return {
    ...rest,
    ...(typeof hint === 'string' && { hint }),
    ...((typeof expected === 'string' || Array.isArray(expected)) && { expected }),
    ...(typeof actual === 'string' && { actual }),
  };
}

/** The value of the `x-forward-to-error` response header: `<source>/<code>`. */
export function formatErrorMark(error: { source: ErrorSource; code: string }): string {
  return `${error.source}/${error.code}`;
}

/** Reads an `x-forward-to-error` header; `undefined` when it is absent or no mark that a hop could have set. */
export function parseErrorMark(
  value: string | null | undefined,
): { source: 'gateway' | 'verifier' | 'api'; code: string } | undefined {
  const match = /^(gateway|verifier|api)\/([a-z_]{1,64})$/.exec(value ?? '');
  return match ? { source: match[1] as 'gateway' | 'verifier' | 'api', code: match[2] as string } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
