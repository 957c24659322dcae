import { forwardToErrorFrom } from '@forward-to/http-client';
import { isForwardToError } from '@forward-to/protocol';
import { readEnvironment } from '../environment.ts';
import { createUnreachedError } from '../unreached-error.ts';
import type { SendCall } from './rest-notes.ts';

/** A `fetch` that forwards. It resolves for every status, as fetch does, so the page checks `response.ok`. */
export function sendWithFetch(forwardToFetch: typeof fetch): SendCall {
  return async <Data>({ method, path, json, headers, signal }: Parameters<SendCall>[0]) => {
    const response = await forwardToFetch(`${readEnvironment().externalApiUrl}${path}`, {
      method,
      headers: { ...headers, ...(json !== undefined && { 'Content-Type': 'application/json' }) },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      throw isForwardToError(error) || signal?.aborted ? error : createUnreachedError(error);
    });
    if (!response.ok) throw await forwardToErrorFrom(response);
    return (response.status === 204 ? undefined : await response.json()) as Data;
  };
}
