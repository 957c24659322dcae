import { createForwardToFetch, forwardToErrorFrom } from '@forward-to/http-client';
import { gql, GraphQLClient } from 'graphql-request';

interface Order {
  id: string;
  total: number;
}

const ORDER = gql`
  query Order($id: ID!) {
    order(id: $id) {
      id
      total
    }
  }
`;

/** A GraphQL client whose calls go through the gateway. */
export function createGraphQLApi(externalApiUrl: string): GraphQLClient {
  const forward = createForwardToFetch({ includeUserPermissions: true });
  return new GraphQLClient(`${externalApiUrl}/graphql`, {
    fetch: async (input, init) => {
      const response = await forward(input, init);
      if (!response.ok) throw await forwardToErrorFrom(response);
      return response;
    },
  });
}

export async function readOrder(api: GraphQLClient, id: string): Promise<Order | null> {
  const { order } = await api.request<{ order: Order | null }>(ORDER, { id });
  return order;
}
