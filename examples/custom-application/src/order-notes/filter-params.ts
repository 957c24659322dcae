import type { OrderNoteQuery } from './order-notes-api.ts';

/** The conditions of a query, as the API takes them; those that let everything through are left out. */
export function toFilterParams({ text, status }: Pick<OrderNoteQuery, 'text' | 'status'>): URLSearchParams {
  const params = new URLSearchParams();
  if (text !== '') params.set('query', text);
  if (status !== 'any') params.set('status', status);
  return params;
}
