import { createForwardToFetch, forwardToErrorFrom } from '@forward-to/http-client';
import { isForwardToError } from '@forward-to/protocol';
import ky, { HTTPError } from 'ky';
import type { KyInstance } from 'ky';

interface Order {
  id: string;
  total: number;
}

/** An instance of ky whose calls go through the gateway. */
export function createKyApi(externalApiUrl: string): KyInstance {
  return ky.create({
    prefixUrl: externalApiUrl,
    fetch: createForwardToFetch({ includeUserPermissions: true }),
    // ky repeats a GET after any error; a call that was wrong before it was sent stays wrong.
    retry: { shouldRetry: ({ error }) => (isForwardToError(error) ? false : undefined) },
  });
}

export async function readOrder(api: KyInstance, id: string): Promise<Order> {
  try {
    return await api.get(`orders/${id}`).json<Order>();
  } catch (error) {
    throw error instanceof HTTPError ? await forwardToErrorFrom(error.response) : error;
  }
}
