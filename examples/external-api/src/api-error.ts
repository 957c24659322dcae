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
