import { forwardToRequest } from '@forward-to/http-client';

/** Reads the files of a note over plain HTTP. */
export async function readAttachments({ id }) {
  const { results } = await forwardToRequest(`${window.app.externalApiUrl}/order-notes/${id}/attachments`, {
    includeUserPermissions: true,
  });
  return results;
}
