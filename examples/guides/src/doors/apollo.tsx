import { gql } from '@apollo/client';
import type { TypedDocumentNode } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { createApolloContextForProxyForwardTo, forwardToErrorOf } from '@forward-to/apollo';
import type { ReactElement } from 'react';

interface OrderData {
  order: { id: string; total: number } | null;
}

const ORDER: TypedDocumentNode<OrderData, { id: string }> = gql`
  query Order($id: ID!) {
    order(id: $id) {
      id
      total
    }
  }
`;

export function OrderTotal({ externalApiUrl, id }: { externalApiUrl: string; id: string }): ReactElement {
  const { data, error } = useQuery(ORDER, {
    variables: { id },
    context: createApolloContextForProxyForwardTo({
      uri: `${externalApiUrl}/graphql`,
      includeUserPermissions: true,
    }),
  });

  if (error) return <p role="alert">{forwardToErrorOf(error)?.message ?? error.message}</p>;
  return <p>{data?.order ? `Total: ${data.order.total}` : 'Loading'}</p>;
}
