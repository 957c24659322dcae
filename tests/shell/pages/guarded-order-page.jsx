import { gql } from '@apollo/client';
import { useMcQuery } from '@commercetools-frontend/application-shell-connectors';
import { createApolloClient, createApolloContextForProxyForwardTo, forwardToErrorOf } from '@forward-to/apollo';

const OrderQuery = gql`
  query FindOrder($id: ID!) {
    order(id: $id) {
      id
    }
  }
`;

const client = createApolloClient();

export function GuardedOrderPage({ id }) {
  const context = createApolloContextForProxyForwardTo({ uri: `${window.app.externalApiUrl}/graphql` });
  const { data, error } = useMcQuery(OrderQuery, { client, variables: { id }, context });
  if (error) return <p role="alert">{forwardToErrorOf(error)?.code ?? error.message}</p>;
  return <h1>{data ? `Order ${data.order.id}` : 'Loading'}</h1>;
}
