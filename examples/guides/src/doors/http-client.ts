import { buildApiUrl, createFetcher, executeHttpClientRequest } from '@forward-to/http-client';

interface Order {
  id: string;
  total: number;
}

export function readOrder(externalApiUrl: string, id: string): Promise<Order> {
  return executeHttpClientRequest(createFetcher<Order>(buildApiUrl('/proxy/forward-to')), {
    forwardToConfig: { uri: `${externalApiUrl}/orders/${id}`, includeUserPermissions: true },
  });
}
