import { forwardToRequest } from '@forward-to/http-client';

interface Order {
  id: string;
  total: number;
}

export function readOrder(externalApiUrl: string, id: string): Promise<Order> {
  return forwardToRequest<Order>(`${externalApiUrl}/orders/${id}`, { includeUserPermissions: true });
}

export function createOrder(externalApiUrl: string, total: number): Promise<Order> {
  return forwardToRequest<Order>(`${externalApiUrl}/orders`, { method: 'POST', json: { total } });
}
