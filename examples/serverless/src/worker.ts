import { assertPermissions, createSessionGuard } from '@forward-to/server/fetch';
import { handleOrderNote, parseJson, PERMISSION } from './order-notes.ts';
import { readSettings } from './read-settings.ts';
import type { Variables } from './read-settings.ts';

function createWorker() {
  let handle: ((request: Request) => Promise<Response>) | undefined;
  return {
    fetch: (request: Request, env: Variables): Promise<Response> => {
      // Once for all requests: the guard keeps the keys of the gateway.
      handle ??= createHandler(env);
      return handle(request);
    },
  };
}

function createHandler(env: Variables) {
  const withSession = createSessionGuard(readSettings(env));
  return withSession(async (request, session) => {
    assertPermissions(session, PERMISSION);
    const { statusCode, body } = handleOrderNote(session, parseJson(await request.text()));
    return Response.json(body, { status: statusCode });
  });
}

/** What Workers call: they look for the default export. */
const worker = createWorker();
export { worker as default };
