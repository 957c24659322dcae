import { useState } from 'react';
import { actions, useAsyncDispatch } from '@forward-to/sdk';

export function CloseOrderPage({ id }) {
  const dispatch = useAsyncDispatch();
  const [state, setState] = useState('Open');
  const close = () =>
    dispatch(
      actions.forwardTo.patch({ uri: `${window.app.externalApiUrl}/orders/${id}`, payload: { status: 'closed' } }),
    ).then(
      () => setState('Closed'),
      (error) => setState(`${error.code}: ${error.message}`),
    );
  return (
    <p>
      {state} <button onClick={close}>Close</button>
    </p>
  );
}
