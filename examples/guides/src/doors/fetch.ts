import { createForwardToFetch, forwardToErrorFrom } from '@forward-to/http-client';

interface Order {
  id: string;
  total: number;
}

const forwardToFetch = createForwardToFetch({ includeUserPermissions: true });

export async function readOrder(externalApiUrl: string, id: string): Promise<Order> {
  const response = await forwardToFetch(`${externalApiUrl}/orders/${id}`);
  if (!response.ok) throw await forwardToErrorFrom(response);
  return (await response.json()) as Order;
}
