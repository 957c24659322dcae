import { createForwardToFetch } from '@forward-to/http-client';
import { isForwardToError } from '@forward-to/protocol';
import axios from 'axios';
import type { AxiosInstance } from 'axios';
import { toHttpError } from './axios-http-error.ts';

/** An instance of axios whose calls go through the gateway, and whose errors are those of the other doors. */
export function createAxiosApi(externalApiUrl: string): AxiosInstance {
  const api = axios.create({
    baseURL: externalApiUrl,
    adapter: 'fetch',
    env: { fetch: createForwardToFetch({ includeUserPermissions: true }) },
  });
  api.interceptors.response.use(undefined, (error: Error) => {
    if (!axios.isAxiosError(error)) throw error;
    if (error.response) throw toHttpError(error.response);
    // A call that was wrong before it was sent: axios keeps the reason as "cause".
    throw isForwardToError(error.cause) ? error.cause : error;
  });
  return api;
}
