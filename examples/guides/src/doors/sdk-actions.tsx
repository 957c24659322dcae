import { isForwardToError } from '@forward-to/protocol';
import { actions, useAsyncDispatch } from '@forward-to/sdk';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';

interface Order {
  id: string;
  total: number;
}

export function OrderTotal({ externalApiUrl, id }: { externalApiUrl: string; id: string }): ReactElement {
  const dispatch = useAsyncDispatch();
  const [order, setOrder] = useState<Order>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const request = dispatch(
      actions.forwardTo.get<Order>({ uri: `${externalApiUrl}/orders/${id}`, includeUserPermissions: true }),
    );
    request.then(setOrder, (error: unknown) => {
      if (isForwardToError(error) && error.code !== 'aborted') setProblem(error.message);
    });
    return () => {
      request.abort();
    };
  }, [dispatch, externalApiUrl, id]);

  if (problem) return <p role="alert">{problem}</p>;
  return <p>{order ? `Total: ${order.total}` : 'Loading'}</p>;
}
