import { buildApiUrl, createFetcher, executeHttpClientRequest } from '@forward-to/http-client';
import type { TrackCall } from '../activity/use-activity.ts';
import { readEnvironment } from '../environment.ts';

export type OrderNoteStatus = 'open' | 'done';

/** What a user can set. */
export interface OrderNoteInput {
  orderNumber: string;
  text: string;
  status: OrderNoteStatus;
}

export interface OrderNote extends OrderNoteInput {
  id: string;
  createdAt: string;
  /** Id of the user. */
  createdBy: string;
  updatedAt: string;
  version: number;
}

export interface OrderNotePage {
  results: OrderNote[];
  total: number;
}

/** Which notes, and which page of them. */
export interface OrderNoteQuery {
  /** Part of the order number or of the text; empty for all. */
  text: string;
  status: OrderNoteStatus | 'any';
  /** Counted from 1. */
  page: number;
}

export const PAGE_SIZE = 20;

/** The routes of the external API. */
export interface OrderNotesApi {
  list: (query: OrderNoteQuery, signal: AbortSignal) => Promise<OrderNotePage>;
  get: (id: string) => Promise<OrderNote>;
  create: (input: OrderNoteInput) => Promise<OrderNote>;
  /** Changes the given fields only; 412 when somebody else has changed the note since `note` was read. */
  change: (note: OrderNote, changes: Partial<OrderNoteInput>) => Promise<OrderNote>;
  /** Writes the whole note anew; 412 like `change`. */
  replace: (note: OrderNote, input: OrderNoteInput) => Promise<OrderNote>;
  remove: (id: string) => Promise<void>;
}

interface CallInit {
  json?: unknown;
  signal?: AbortSignal;
  /** For the external API. */
  headers?: Record<string, string>;
}

/** Calls the external API by way of the gateway; `track` is told about each call. */
export function createOrderNotesApi(track: TrackCall): OrderNotesApi {
  const forward = <Data>(method: string, path: string, { headers = {}, ...init }: CallInit = {}) => {
    const call = executeHttpClientRequest<Data>(
      createFetcher<Data>(buildApiUrl('/proxy/forward-to'), { method, ...init }),
      { forwardToConfig: { uri: `${readEnvironment().externalApiUrl}${path}`, headers, includeUserPermissions: true } },
    );
    return track(`${method} ${path}`, call, init.signal);
  };

  return {
    list: (query, signal) => forward<OrderNotePage>('GET', `/order-notes?${toSearchParams(query)}`, { signal }),
    get: (id) => forward<OrderNote>('GET', `/order-notes/${id}`),
    create: (input) => forward<OrderNote>('POST', '/order-notes', { json: input }),
    change: (note, changes) =>
      forward<OrderNote>('PATCH', `/order-notes/${note.id}`, { json: changes, headers: ifUnchanged(note) }),
    replace: (note, input) =>
      forward<OrderNote>('PUT', `/order-notes/${note.id}`, { json: input, headers: ifUnchanged(note) }),
    remove: (id) => forward<undefined>('DELETE', `/order-notes/${id}`),
  };
}

/** The conditions of a query, as the API takes them; those that let everything through are left out. */
export function toFilterParams({ text, status }: Pick<OrderNoteQuery, 'text' | 'status'>): URLSearchParams {
  const params = new URLSearchParams();
  if (text !== '') params.set('query', text);
  if (status !== 'any') params.set('status', status);
  return params;
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
