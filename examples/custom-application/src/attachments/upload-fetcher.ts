import { HttpError, type Fetcher } from '@forward-to/http-client';
import { ForwardToError } from '@forward-to/protocol';
import { createUnreachedError } from '../unreached-error.ts';

export interface UploadOptions {
  signal: AbortSignal;
  /** Told the share that has left the browser, from 0 to 1. */
  onProgress: (share: number) => void;
}

/**
 * A fetcher for `executeHttpClientRequest` that reports progress.
 *
 * `fetch` can't tell how much of a body has been sent; XMLHttpRequest can. Any HTTP library becomes a fetcher like this.
 */
export function createUploadFetcher<Data>(url: string, body: FormData, options: UploadOptions): Fetcher<Data> {
  const { signal, onProgress } = options;
  return ({ headers }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const cancel = () => {
        request.abort();
        reject(new ForwardToError('aborted', 'The upload was cancelled', CANCELLED));
      };
      request.open('POST', url);
      request.withCredentials = true;
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        onProgress(total > 0 ? loaded / total : 0);
      });
      request.addEventListener('load', () => {
        const data = parseJson(request.responseText);
        const head = { statusCode: request.status, getHeader: (name: string) => request.getResponseHeader(name) };
        if (request.status >= 200 && request.status < 300) resolve({ ...head, data: data as Data });
        else reject(new HttpError(head, data));
      });
      request.addEventListener('error', () => {
        reject(createUnreachedError());
      });
      request.addEventListener('loadend', () => {
        signal.removeEventListener('abort', cancel);
      });
      signal.addEventListener('abort', cancel);
      if (signal.aborted) cancel();
      else request.send(body);
    });
}

const CANCELLED = { source: 'network', hint: 'Nothing was stored.' } as const;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}
