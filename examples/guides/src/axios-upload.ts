import { buildApiUrl, executeHttpClientRequest } from '@forward-to/http-client';
import axios from 'axios';
import { toFetcherResponse, toHttpError } from './axios-http-error.ts';

export interface UploadOptions {
  /** Told the share that has left the browser, from 0 to 1. */
  onProgress: (share: number) => void;
  signal?: AbortSignal;
}

/** Uploads with progress: XMLHttpRequest tells how much has been sent, `fetch` can't. */
export function upload<Data>(uri: string, body: FormData | Blob | ArrayBuffer, options: UploadOptions): Promise<Data> {
  return executeHttpClientRequest<Data>(
    async ({ headers }) => {
      const response = await axios.post<Data>(buildApiUrl('/proxy/forward-to'), body, {
        adapter: 'xhr',
        // false: the browser names the type of the body; axios would call a Blob a urlencoded form.
        headers: { ...headers, 'Content-Type': false },
        withCredentials: true,
        validateStatus: () => true,
        onUploadProgress: ({ progress = 0 }) => {
          options.onProgress(progress);
        },
        ...(options.signal && { signal: options.signal }),
      });
      if (response.status < 200 || response.status > 299) throw toHttpError(response);
      return toFetcherResponse(response);
    },
    { forwardToConfig: { uri } },
  );
}
