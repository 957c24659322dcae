import { actions, type AsyncDispatch } from '@forward-to/sdk';
import { readEnvironment } from '../environment.ts';
import type { RestCall, SendCall } from './rest-notes.ts';

const { get, post, put, patch, del } = actions.forwardTo;
const WRITE = { POST: post, PUT: put, PATCH: patch, DELETE: del };

/** Redux actions, as with the SDK of the application shell. */
export function sendWithActions(dispatch: AsyncDispatch): SendCall {
  return <Data>({ method, path, json, headers, signal }: RestCall) => {
    const call = { uri: `${readEnvironment().externalApiUrl}${path}`, headers, includeUserPermissions: true };
    const sent = dispatch(method === 'GET' ? get<Data>(call) : WRITE[method]<Data>({ ...call, payload: json }));
    signal?.addEventListener('abort', () => {
      sent.abort();
    });
    return sent;
  };
}
