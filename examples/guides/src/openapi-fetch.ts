import { createForwardToFetch, forwardToErrorFrom } from '@forward-to/http-client';
import createClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import type { paths } from './orders-schema.ts';

interface Order {
  id: string;
  total: number;
}

/** A client of the API's OpenAPI description whose calls go through the gateway, and which rejects on a refusal. */
export function createOpenApi(externalApiUrl: string): Client<paths> {
  const api = createClient<paths>({
    baseUrl: externalApiUrl,
    fetch: createForwardToFetch({ includeUserPermissions: true }),
  });
  api.use({
    async onResponse({ response }) {
      if (!response.ok) throw await forwardToErrorFrom(response);
    },
  });
  return api;
}

export async function readOrder(api: Client<paths>, id: string): Promise<Order | undefined> {
  const { data } = await api.GET('/orders/{id}', { params: { path: { id } } });
  return data;
}
