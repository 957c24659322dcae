import { gql } from '@apollo/client';
import { useMcQuery } from '@commercetools-frontend/application-shell-connectors';
import { createApolloClient, createApolloContextForProxyForwardTo } from '@forward-to/apollo';

const FetchOrderNotes = gql`
  query FetchOrderNotes {
    orderNotes(limit: 50) {
      total
      results {
        id
        orderNumber
        text
        status
        version
      }
    }
  }
`;

// A client beside the one of the shell: the shell's signs the user out at every 401, also at one of your API.
const client = createApolloClient();

/** Reads the notes by GraphQL. */
export function useOrderNotes() {
  const { data, error, loading, refetch } = useMcQuery(FetchOrderNotes, {
    client,
    context: createApolloContextForProxyForwardTo({
      uri: `${window.app.externalApiUrl}/graphql`,
      includeUserPermissions: true,
    }),
    fetchPolicy: 'cache-and-network',
  });
  return { notes: data?.orderNotes.results ?? [], total: data?.orderNotes.total, error, loading, refetch };
}
