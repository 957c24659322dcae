import type { z } from 'zod';
import { ApiError } from './api-error.ts';
import type { FieldError } from './api-error.ts';

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
