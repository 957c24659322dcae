import { buildApiUrl, createFetcher, executeHttpClientRequest } from '@forward-to/http-client';
import { readEnvironment } from '../environment.ts';
import type { RestCall } from './rest-notes.ts';

/** `executeHttpClientRequest`, as in the application shell. */
export function sendWithHttpClient<Data>({ path, headers = {}, ...init }: RestCall): Promise<Data> {
  return executeHttpClientRequest<Data>(createFetcher<Data>(buildApiUrl('/proxy/forward-to'), init), {
    forwardToConfig: { uri: `${readEnvironment().externalApiUrl}${path}`, headers, includeUserPermissions: true },
  });
}
