import type { z } from 'zod';

/** What is wrong with one field of the input. */
export interface FieldError {
  /** Its path, for example `text`; `body` or `query` stands for the whole. */
  field: string;
  message: string;
}

/** A refusal that the caller may read as it stands. Routes throw it, the error handler answers with it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly statusCode: number;
  readonly code: string;
  readonly errors: readonly FieldError[] | undefined;

  constructor(statusCode: number, code: string, message: string, errors?: readonly FieldError[]) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
    this.errors = errors;
  }
}

/** 404, also for what belongs to another Project: the answer doesn't tell the two apart. */
export function notFound(message: string): ApiError {
  return new ApiError(404, 'not_found', message);
}

/**
 * Checks input against its schema.
 *
 * @throws ApiError `invalid_input`, status 400, which names each wrong field.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  part: 'body' | 'query',
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => toFieldErrors(issue, part));
  throw new ApiError(400, 'invalid_input', `The ${part} is not what this call takes.`, errors);
}

function toFieldErrors(issue: z.core.$ZodIssue, part: string): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: key, message: 'There is no such field.' }));
  }
  return [{ field: issue.path.join('.') || part, message: issue.message }];
}
