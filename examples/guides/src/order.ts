/** What the API of the guides speaks about. */
export interface Order {
  id: string;
  total: number;
}
