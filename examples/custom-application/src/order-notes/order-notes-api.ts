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

/** What the page asks of the external API; each door of the kit is a way to do it. */
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
