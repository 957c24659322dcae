import { createForwardToFetch, forwardToErrorFrom } from '@forward-to/http-client';
import { isForwardToError } from '@forward-to/protocol';
import { readEnvironment } from './environment.ts';
import { createUnreachedError } from './unreached-error.ts';

/** Gets an answer of the external API as it is, byte for byte and as it arrives. Rejects on a non-2xx status. */
export async function forwardFetch(path: string, signal?: AbortSignal): Promise<Response> {
  const fetchFromApi = createForwardToFetch({ includeUserPermissions: true });
  const response = await fetchFromApi(`${readEnvironment().externalApiUrl}${path}`, signal && { signal }).catch(
    (error: unknown) => {
      // It rejects as fetch does; only what is wrong with the call itself is typed.
      throw isForwardToError(error) || signal?.aborted ? error : createUnreachedError(error);
    },
  );
  if (!response.ok) throw await forwardToErrorFrom(response);
  return response;
}
