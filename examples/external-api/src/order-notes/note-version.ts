import type { Request } from 'express';
import { ApiError } from '../api-error.ts';
import type { OrderNote } from './order-note.ts';

/** The `ETag` of a note: its version, quoted. Whoever has the note can write it without having seen the header. */
export function toEntityTag(note: OrderNote): string {
  return `"${note.version}"`;
}

/**
 * Lets a change pass when the caller has seen the note as it stands, or doesn't mind: no `If-Match`, or `*`.
 *
 * @see RFC 9110 §13.1.1: a list of entity tags; a weak one (`W/"1"`) never matches.
 * @throws ApiError `version_conflict`, status 412.
 */
export function assertMatches(request: Request, current: OrderNote): void {
  const condition = request.get('If-Match')?.trim();
  if (condition === undefined || condition === '*') return;
  const tags = condition.split(',').map((tag) => tag.trim());
  if (tags.includes(toEntityTag(current))) return;
  throw versionConflict();
}

/** @returns ApiError `version_conflict`, status 412. */
export function versionConflict(): ApiError {
  return new ApiError(
    412,
    'version_conflict',
    'Somebody else has changed this note. Read it again and repeat your change.',
  );
}
