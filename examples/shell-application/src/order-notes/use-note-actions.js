import { actions, useAsyncDispatch } from '@forward-to/sdk';
import { useMemo } from 'react';

/** Everything that changes a note, as SDK actions. Each gives a promise with `abort()`. */
export function useNoteActions() {
  const dispatch = useAsyncDispatch();
  return useMemo(() => {
    const send = (method, path, rest) =>
      dispatch(
        actions.forwardTo[method]({
          uri: `${window.app.externalApiUrl}/order-notes${path}`,
          includeUserPermissions: true,
          ...rest,
        }),
      );
    return {
      create: (note) => send('post', '', { payload: note }),
      replace: ({ id, version }, note) => send('put', `/${id}`, { headers: ifMatch(version), payload: note }),
      change: ({ id, version }, changes) => send('patch', `/${id}`, { headers: ifMatch(version), payload: changes }),
      remove: ({ id, version }, reason) => send('del', `/${id}`, { headers: ifMatch(version), payload: { reason } }),
      upload: ({ id }, file) => {
        const form = new FormData();
        form.append('file', file);
        return send('post', `/${id}/attachments`, { payload: form });
      },
    };
  }, [dispatch]);
}

/** Your API gets "If-Match": it refuses the change when somebody else has changed the note meanwhile. */
function ifMatch(version) {
  return { 'If-Match': `"${version}"` };
}
