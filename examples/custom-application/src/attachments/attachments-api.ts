import { buildApiUrl, createFetcher, executeHttpClientRequest, type Fetcher } from '@forward-to/http-client';
import type { TrackCall } from '../activity/use-activity.ts';
import { readEnvironment } from '../environment.ts';
import { forwardFetch } from '../forward-fetch.ts';
import { createUploadFetcher, type UploadOptions } from './upload-fetcher.ts';

/** A file at an order note. */
export interface Attachment {
  id: string;
  name: string;
  /** Media type. */
  type: string;
  /** In bytes. */
  size: number;
}

/** The external API's routes for files. */
export interface AttachmentsApi {
  list: (noteId: string, signal: AbortSignal) => Promise<Attachment[]>;
  upload: (noteId: string, file: File, options: UploadOptions) => Promise<Attachment>;
  download: (noteId: string, attachment: Attachment) => Promise<Blob>;
  remove: (noteId: string, attachment: Attachment) => Promise<void>;
}

/** Calls the external API by way of the gateway; `track` is told about each call. */
export function createAttachmentsApi(track: TrackCall): AttachmentsApi {
  const forward = <Data>(label: string, path: string, fetcher: Fetcher<Data>, signal?: AbortSignal) => {
    const forwardToConfig = { uri: `${readEnvironment().externalApiUrl}${path}`, includeUserPermissions: true };
    return track(`${label} ${path}`, executeHttpClientRequest<Data>(fetcher, { forwardToConfig }), signal);
  };
  const pathOf = (noteId: string, { id }: Attachment) => `/order-notes/${noteId}/attachments/${id}`;
  const endpoint = () => buildApiUrl('/proxy/forward-to');

  return {
    list: async (noteId, signal) => {
      const fetcher = createFetcher<{ results: Attachment[] }>(endpoint(), { signal });
      return (await forward('GET', `/order-notes/${noteId}/attachments`, fetcher, signal)).results;
    },
    upload: (noteId, file, options) => {
      const body = new FormData();
      body.append('file', file);
      const fetcher = createUploadFetcher<Attachment>(endpoint(), body, options);
      return forward('POST', `/order-notes/${noteId}/attachments`, fetcher, options.signal);
    },
    download: (noteId, attachment) => {
      const path = pathOf(noteId, attachment);
      const call = forwardFetch(path).then((response) => response.blob());
      return track(`GET ${path}`, call);
    },
    remove: (noteId, attachment) =>
      forward('DELETE', pathOf(noteId, attachment), createFetcher<undefined>(endpoint(), { method: 'DELETE' })),
  };
}
