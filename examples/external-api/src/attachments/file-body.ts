import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { ApiError } from '../api-error.ts';
import type { NewAttachment } from './attachment-store.ts';

const MAX_FILE_SIZE = 10 * 1024 * 1024;

const parseMultipart = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MAX_FILE_SIZE, files: 1, fields: 0, headerPairs: 20 },
  defParamCharset: 'utf8', // What browsers send; the default is Latin-1.
}).single('file');

/** Reads a multipart body with one file of at most 10 MiB, in the field `file`. */
export const fileBody: RequestHandler = (request, response, next) => {
  if (!request.is('multipart/form-data')) {
    throw new ApiError(415, 'unsupported_media_type', 'Send the file as multipart/form-data.');
  }
  parseMultipart(request, response, (error: unknown) => {
    next(error === undefined ? undefined : toApiError(error));
  });
};

/**
 * The file that {@link fileBody} has read.
 *
 * @throws ApiError `invalid_input` when there is none.
 */
export function readFile({ file }: Request): NewAttachment {
  if (!file) throw invalidFile('Send one file in the field "file".');
  const name = toFileName(file.originalname);
  if (name.length > 200) throw invalidFile('Use a name of at most 200 characters.');
  return { name, type: file.mimetype, content: file.buffer };
}

/** A name without folders, control characters and those that turn text around (a "cod.exe" would show as "exe.doc"). */
function toFileName(name: string): string {
  const base = name.replace(/^.*[/\\]/s, '').replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '');
  return base === '' ? 'file' : base;
}

function toApiError(error: unknown): ApiError {
  const code = error instanceof multer.MulterError ? error.code : undefined;
  switch (code) {
    case 'LIMIT_FILE_SIZE':
      return new ApiError(413, 'payload_too_large', 'A file may have at most 10 MB.');
    case 'LIMIT_FILE_COUNT':
    case 'LIMIT_FIELD_COUNT':
    case 'LIMIT_UNEXPECTED_FILE':
      return invalidFile('Send one file in the field "file", and nothing else.');
    default:
      return new ApiError(400, 'malformed_multipart', 'The body is not a valid multipart form.');
  }
}

function invalidFile(message: string): ApiError {
  return new ApiError(400, 'invalid_input', 'The body is not what this call takes.', [{ field: 'file', message }]);
}
