/** A file at an order note; its bytes come from a route of their own. */
export interface Attachment {
  id: string;
  name: string;
  /** Media type, as the uploader named it. */
  type: string;
  /** In bytes. */
  size: number;
  createdAt: string;
  createdBy: string;
}
