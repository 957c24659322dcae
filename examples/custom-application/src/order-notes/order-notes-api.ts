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

/** The routes of the external API. */
export interface OrderNotesApi {
  list: (signal: AbortSignal) => Promise<OrderNotePage>;
  create: (input: OrderNoteInput) => Promise<OrderNote>;
  /** Changes the given fields only. */
  change: (id: string, changes: Partial<OrderNoteInput>) => Promise<OrderNote>;
  /** Writes the whole note anew. */
  replace: (id: string, input: OrderNoteInput) => Promise<OrderNote>;
  remove: (id: string) => Promise<void>;
}

/** Calls the external API by way of the gateway; `track` is told about each call. */
export function createOrderNotesApi(track: TrackCall): OrderNotesApi {
  const forward = <Data>(method: string, path: string, init: { json?: unknown; signal?: AbortSignal } = {}) => {
    const call = executeHttpClientRequest<Data>(
      createFetcher<Data>(buildApiUrl('/proxy/forward-to'), { method, ...init }),
      { forwardToConfig: { uri: `${readEnvironment().externalApiUrl}${path}`, includeUserPermissions: true } },
    );
    return track(`${method} ${path}`, call, init.signal);
  };

  return {
    list: (signal) => forward<OrderNotePage>('GET', '/order-notes', { signal }),
    create: (input) => forward<OrderNote>('POST', '/order-notes', { json: input }),
    change: (id, changes) => forward<OrderNote>('PATCH', `/order-notes/${id}`, { json: changes }),
    replace: (id, input) => forward<OrderNote>('PUT', `/order-notes/${id}`, { json: input }),
    remove: (id) => forward<undefined>('DELETE', `/order-notes/${id}`),
  };
}
