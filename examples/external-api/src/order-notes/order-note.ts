/** A note on an order, as the API answers with it. */
export interface OrderNote {
  id: string;
  orderNumber: string;
  text: string;
  status: OrderNoteStatus;
  /** ISO 8601, as `updatedAt`. */
  createdAt: string;
  /** Id of the Merchant Center user. */
  createdBy: string;
  updatedAt: string;
  /** 1 for a new note; each change adds 1. */
  version: number;
}

export type OrderNoteStatus = 'open' | 'done';

/** What the caller decides. */
export type OrderNoteInput = Pick<OrderNote, 'orderNumber' | 'text' | 'status'>;

/** One page of a list, and how many notes there are in all. */
export interface OrderNotePage {
  results: OrderNote[];
  total: number;
}
