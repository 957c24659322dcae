import { forwardToRequest } from '@forward-to/http-client';
import { readEnvironment } from '../environment.ts';
import type { RestCall } from './rest-notes.ts';

/** `forwardToRequest`, the shortest door. */
export function sendWithRequest<Data>({ path, method, json, ...init }: RestCall): Promise<Data> {
  return forwardToRequest<Data>(`${readEnvironment().externalApiUrl}${path}`, {
    includeUserPermissions: true,
    ...init,
    ...(method === 'GET' ? { method } : { method, json }),
  });
}
