import { isForwardToError } from '@forward-to/protocol';

/** An error as the page shows it: what happened, what to do, and which part of the chain rejected the call. */
export interface ShownError {
  message: string;
  hint?: string;
  code?: string;
  /** The external API's own code. */
  apiCode?: string;
  source?: string;
  statusCode?: number;
  /** On a mismatch: what would have been accepted, and what came instead. */
  expected?: string;
  actual?: string;
  /** What the API says about single fields of the input, by name. */
  fields: Readonly<Record<string, string>>;
}

const API_HINTS: Readonly<Record<number, string>> = {
  400: 'Correct the input and send it again.',
  404: 'Somebody may have deleted it. Load the page again.',
  412: 'Somebody else changed it. Load the page again and repeat your change.',
  413: 'Choose a smaller file.',
  422: 'Correct the input and send it again.',
};

/** Makes any caught value showable. */
export function toShownError(error: unknown): ShownError {
  if (!isForwardToError(error)) {
    return { message: error instanceof Error ? error.message : 'Something went wrong in this page.', fields: {} };
  }
  const { message, code, hint, source, statusCode, expected, actual } = error;
  const body = 'body' in error && isRecord(error.body) ? error.body : {};
  const fields = readFieldErrors(body);
  return {
    message,
    // The kit cannot know what to do about a response of this API; the page does.
    hint: code === 'http_error' ? (API_HINTS[statusCode ?? 422] ?? 'Try again later.') : hint,
    code,
    ...(typeof body.code === 'string' && { apiCode: body.code }),
    source,
    ...(statusCode !== undefined && { statusCode }),
    ...(expected !== undefined && { expected: typeof expected === 'string' ? expected : expected.join(', ') }),
    ...(actual !== undefined && { actual }),
    fields,
  };
}

/** Tells whether the session has ended, so that no other call of the page can succeed either. */
export function isSessionEnded(error: unknown): boolean {
  if (!isForwardToError(error)) return false;
  // The real gateway does not mark its responses: a 401 that carries no mark of the verifier or the API is the gateway's.
  return error.statusCode === 401 && error.source !== 'verifier' && error.source !== 'api';
}

/** The external API describes bad input by `errors: [{ field, message }]`. */
function readFieldErrors(body: Record<string, unknown>): Record<string, string> {
  const errors = Array.isArray(body.errors) ? (body.errors as unknown[]) : [];
  const fields: Record<string, string> = {};
  for (const entry of errors) {
    if (!isRecord(entry)) continue;
    const { field, message } = entry;
    if (typeof field === 'string' && typeof message === 'string') fields[field] ??= message;
  }
  return fields;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
