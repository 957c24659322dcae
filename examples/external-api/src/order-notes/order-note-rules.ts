import { ApiError } from '../api-error.ts';
import type { OrderNote, OrderNoteInput } from './order-note.ts';

/**
 * A done note is closed: what it says stays as it is until somebody opens it again.
 *
 * 422 and not 400: the input is well formed, only the note as it stands forbids it.
 *
 * @throws ApiError `note_is_done`, status 422.
 */
export function assertMayBecome(current: OrderNote, next: OrderNoteInput): void {
  if (current.status === 'open' || next.status === 'open') return;
  const fields = (['orderNumber', 'text'] as const).filter((field) => current[field] !== next[field]);
  if (fields.length > 0) throw noteIsDone(fields);
}

/** @throws ApiError `note_is_done`, status 422. */
export function assertTakesFiles(note: OrderNote): void {
  if (note.status === 'done') throw noteIsDone(['file']);
}

function noteIsDone(fields: string[]): ApiError {
  const message = 'A done note cannot be changed. Set its status to "open" first.';
  return new ApiError(
    422,
    'note_is_done',
    message,
    fields.map((field) => ({ field, message })),
  );
}
