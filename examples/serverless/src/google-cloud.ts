import { createSessionMiddleware, requirePermissions } from '@forward-to/server/express';
import { http } from '@google-cloud/functions-framework';
import { handleOrderNote, PERMISSION } from './order-notes.ts';
import { readSettings } from './read-settings.ts';

const verifySession = createSessionMiddleware(readSettings(process.env));
const checkPermissions = requirePermissions(PERMISSION);

// What Google Cloud calls: the name is that of `gcloud functions deploy --entry-point`. Its requests are those of Express.
http('orderNotes', async (request, response) => {
  await verifySession(request, response, () => {
    checkPermissions(request, response, () => {
      const { statusCode, body } = handleOrderNote(request.session, request.body);
      response.status(statusCode).json(body);
    });
  });
});
