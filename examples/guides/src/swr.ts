import { forwardToRequest } from '@forward-to/http-client';
import type { ForwardToError } from '@forward-to/protocol';
import useSWR from 'swr';
import type { SWRResponse } from 'swr';
import { isTemporary } from './is-temporary.ts';

interface Order {
  id: string;
  total: number;
}

/** An order of the given Project, kept by SWR. */
export function useOrder(externalApiUrl: string, projectKey: string, id: string): SWRResponse<Order, ForwardToError> {
  return useSWR<Order, ForwardToError, [string, string]>(
    [projectKey, `${externalApiUrl}/orders/${id}`],
    ([, uri]) => forwardToRequest<Order>(uri, { projectKey, includeUserPermissions: true }),
    { shouldRetryOnError: isTemporary },
  );
}
