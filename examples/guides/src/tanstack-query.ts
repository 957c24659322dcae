import { forwardToRequest } from '@forward-to/http-client';
import type { ForwardToError } from '@forward-to/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { isTemporary } from './is-temporary.ts';

interface Order {
  id: string;
  total: number;
}

/** An order of the given Project, kept by TanStack Query. */
export function useOrder(
  externalApiUrl: string,
  projectKey: string,
  id: string,
): UseQueryResult<Order, ForwardToError> {
  return useQuery<Order, ForwardToError>({
    queryKey: ['orders', projectKey, id],
    queryFn: ({ signal }) => forwardToRequest<Order>(`${externalApiUrl}/orders/${id}`, { projectKey, signal }),
    retry: (failures, error) => failures < 3 && isTemporary(error),
  });
}

/** Creates an order; orders on show are read again. */
export function useCreateOrder(
  externalApiUrl: string,
  projectKey: string,
): UseMutationResult<Order, ForwardToError, Omit<Order, 'id'>> {
  const client = useQueryClient();
  return useMutation<Order, ForwardToError, Omit<Order, 'id'>>({
    mutationFn: (order) =>
      forwardToRequest<Order>(`${externalApiUrl}/orders`, { method: 'POST', json: order, projectKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders', projectKey] }),
  });
}
