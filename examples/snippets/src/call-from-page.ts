import { forwardToRequest } from '@forward-to/http-client';

interface Order {
  id: string;
  total: number;
}

/** The call of the root README. */
export function readOrder(externalApiUrl: string, id: string): Promise<Order> {
  return forwardToRequest<Order>(`${externalApiUrl}/orders/${id}`, { includeUserPermissions: true });
}
