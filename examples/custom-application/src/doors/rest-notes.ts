import type { TrackCall } from '../activity/use-activity.ts';
import { toFilterParams } from '../order-notes/filter-params.ts';
import {
  PAGE_SIZE,
  type OrderNote,
  type OrderNotePage,
  type OrderNoteQuery,
  type OrderNotesApi,
} from '../order-notes/order-notes-api.ts';

/** One call of the external API, in words that every door understands. */
export interface RestCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query. */
  path: string;
  json?: unknown;
  /** For the external API. */
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends a call through one door; rejects with the typed error of the kit, whichever door it is. */
export type SendCall = <Data>(call: RestCall) => Promise<Data>;

/** The routes of the external API by way of a door; `track` is told about each call. */
export function createRestNotes(send: SendCall, track: TrackCall): OrderNotesApi {
  const call = <Data>(method: RestCall['method'], path: string, rest: Partial<RestCall> = {}) =>
    track(`${method} ${path}`, send<Data>({ method, path, ...rest }), rest.signal);

  return {
    list: (query, signal) => call<OrderNotePage>('GET', `/order-notes?${toSearchParams(query)}`, { signal }),
    get: (id) => call<OrderNote>('GET', `/order-notes/${id}`),
    create: (input) => call<OrderNote>('POST', '/order-notes', { json: input }),
    change: (note, changes) =>
      call<OrderNote>('PATCH', `/order-notes/${note.id}`, { json: changes, headers: ifUnchanged(note) }),
    replace: (note, input) =>
      call<OrderNote>('PUT', `/order-notes/${note.id}`, { json: input, headers: ifUnchanged(note) }),
    remove: (id) => call<undefined>('DELETE', `/order-notes/${id}`),
  };
}

function toSearchParams(query: OrderNoteQuery): string {
  const params = toFilterParams(query);
  params.set('limit', String(PAGE_SIZE));
  if (query.page > 1) params.set('offset', String((query.page - 1) * PAGE_SIZE));
  return params.toString();
}

/** The API's `ETag` of a note is its version. */
function ifUnchanged({ version }: OrderNote): Record<string, string> {
  return { 'If-Match': `"${version}"` };
}
