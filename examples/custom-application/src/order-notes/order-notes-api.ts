import { buildApiUrl, createFetcher, executeHttpClientRequest } from '@forward-to/http-client';
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

type FetcherInit = Parameters<typeof createFetcher>[1];

export function listOrderNotes(signal: AbortSignal): Promise<OrderNotePage> {
  return forward<OrderNotePage>('/order-notes', { signal });
}

export function createOrderNote(input: OrderNoteInput): Promise<OrderNote> {
  return forward<OrderNote>('/order-notes', { method: 'POST', json: input });
}

/** Changes the given fields only. */
export function changeOrderNote(id: string, changes: Partial<OrderNoteInput>): Promise<OrderNote> {
  return forward<OrderNote>(`/order-notes/${id}`, { method: 'PATCH', json: changes });
}

/** Writes the whole note anew. */
export function replaceOrderNote(id: string, input: OrderNoteInput): Promise<OrderNote> {
  return forward<OrderNote>(`/order-notes/${id}`, { method: 'PUT', json: input });
}

export function deleteOrderNote(id: string): Promise<void> {
  return forward<undefined>(`/order-notes/${id}`, { method: 'DELETE' });
}

/** One call to the external API: to the gateway's endpoint, with the API's address and the claims that it needs. */
function forward<Data>(path: string, init: FetcherInit): Promise<Data> {
  return executeHttpClientRequest<Data>(createFetcher<Data>(buildApiUrl('/proxy/forward-to'), init), {
    forwardToConfig: { uri: `${readEnvironment().externalApiUrl}${path}`, includeUserPermissions: true },
  });
}
