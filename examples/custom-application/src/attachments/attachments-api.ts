import { buildApiUrl, executeHttpClientRequest, forwardToRequest } from '@forward-to/http-client';
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

/** Calls the external API by way of the gateway, through the door that fits each call; `track` is told about each. */
export function createAttachmentsApi(track: TrackCall): AttachmentsApi {
  const includeUserPermissions = true;
  const uriOf = (path: string) => `${readEnvironment().externalApiUrl}${path}`;
  const listPath = (noteId: string) => `/order-notes/${noteId}/attachments`;
  const filePath = (noteId: string, { id }: Attachment) => `${listPath(noteId)}/${id}`;

  return {
    list: async (noteId, signal) => {
      const path = listPath(noteId);
      const call = forwardToRequest<{ results: Attachment[] }>(uriOf(path), { signal, includeUserPermissions });
      return (await track(`GET ${path}`, call, signal)).results;
    },
    upload: (noteId, file, options) => {
      const path = listPath(noteId);
      const body = new FormData();
      body.append('file', file);
      const fetcher = createUploadFetcher<Attachment>(buildApiUrl('/proxy/forward-to'), body, options);
      const forwardToConfig = { uri: uriOf(path), includeUserPermissions };
      return track(`POST ${path}`, executeHttpClientRequest(fetcher, { forwardToConfig }), options.signal);
    },
    // As it is: forwardToRequest would parse a JSON file.
    download: (noteId, attachment) => {
      const path = filePath(noteId, attachment);
      const call = forwardFetch(path).then((response) => response.blob());
      return track(`GET ${path}`, call);
    },
    remove: (noteId, attachment) => {
      const path = filePath(noteId, attachment);
      const call = forwardToRequest<undefined>(uriOf(path), { method: 'DELETE', includeUserPermissions });
      return track(`DELETE ${path}`, call);
    },
  };
}
