import { ForwardToError } from '@forward-to/protocol';
import type { ForwardToBaseQueryError } from '@forward-to/sdk';
import type { AppDispatch } from '../store.ts';
import { orderNotesQuery } from './order-notes-query.ts';
import type { SendCall } from './rest-notes.ts';

/** RTK Query, by `initiate`, because this page uses every door in the same way. A page that has one door only would use the hooks. */
export function sendWithQuery(dispatch: AppDispatch): SendCall {
  const { read, write } = orderNotesQuery.endpoints;
  return async <Data>({ signal, ...call }: Parameters<SendCall>[0]) => {
    const sent =
      call.method === 'GET'
        ? dispatch(read.initiate(call, { forceRefetch: true, subscribe: false }))
        : dispatch(write.initiate(call, { track: false }));
    signal?.addEventListener('abort', () => {
      sent.abort();
    });
    const { data, error } = await sent;
    if (error) throw toError(error as ForwardToBaseQueryError);
    return data as Data;
  };
}

/** The store holds plain data; the page shows errors of the kit. */
function toError({ code, message, hint, source, statusCode, body }: ForwardToBaseQueryError): ForwardToError {
  return Object.assign(new ForwardToError(code, message, { hint, source, statusCode }), { body });
}
