import { buildApiUrl, executeHttpClientRequest, HttpError } from '@forward-to/http-client';
import { readEnvironment } from './environment.ts';

/** Gets an answer of the external API as it is, byte for byte and as it arrives. Rejects on a non-2xx status. */
export function forwardFetch(path: string, signal?: AbortSignal): Promise<Response> {
  const forwardToConfig = { uri: `${readEnvironment().externalApiUrl}${path}`, includeUserPermissions: true };
  return executeHttpClientRequest<Response>(
    async (options) => {
      const response = await fetch(buildApiUrl('/proxy/forward-to'), { ...options, ...(signal && { signal }) });
      const head = { statusCode: response.status, getHeader: (name: string) => response.headers.get(name) };
      if (!response.ok) throw new HttpError(head, await response.json().catch(() => undefined));
      return { ...head, data: response };
    },
    { forwardToConfig },
  );
}
