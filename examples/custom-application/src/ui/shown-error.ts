import { isForwardToError } from '@forward-to/protocol';

/** An error as the page shows it: what happened, what to do, and which hop said no. */
export interface ShownError {
  message: string;
  hint?: string;
  code?: string;
  source?: string;
  statusCode?: number;
  /** On a mismatch: what would have been accepted, and what came instead. */
  expected?: string;
  actual?: string;
  /** What the API says about single fields of the input, by name. */
  fields: Readonly<Record<string, string>>;
}

/** Makes any caught value showable. */
export function toShownError(error: unknown): ShownError {
  if (!isForwardToError(error)) {
    return { message: error instanceof Error ? error.message : 'Something went wrong in this page.', fields: {} };
  }
  const { message, code, hint, source, statusCode, expected, actual } = error;
  const fields = readFieldErrors('body' in error ? error.body : undefined);
  return {
    message,
    hint: Object.keys(fields).length > 0 ? 'Correct the input and send it again.' : hint,
    code,
    source,
    ...(statusCode !== undefined && { statusCode }),
    ...(expected !== undefined && { expected: typeof expected === 'string' ? expected : expected.join(', ') }),
    ...(actual !== undefined && { actual }),
    fields,
  };
}

/** Tells that nobody is signed in any more, so that no other call of the page can succeed either. */
export function isSessionEnded(error: unknown): boolean {
  if (!isForwardToError(error)) return false;
  // The real gateway doesn't mark its answers: a 401 that neither the verifier nor the API claims is the gateway's.
  return error.statusCode === 401 && error.source !== 'verifier' && error.source !== 'api';
}

/** The external API answers bad input with `errors: [{ field, message }]`. */
function readFieldErrors(body: unknown): Record<string, string> {
  const errors = isRecord(body) && Array.isArray(body.errors) ? (body.errors as unknown[]) : [];
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
