import { gql } from '@apollo/client';
import { useMcQuery } from '@commercetools-frontend/application-shell-connectors';
import { createApolloContextForProxyForwardTo } from '@forward-to/apollo';

const OrderQuery = gql`
  query FindOrder($id: ID!) {
    order(id: $id) {
      id
    }
  }
`;

export function OrderPage({ id }) {
  const context = createApolloContextForProxyForwardTo({ uri: `${window.app.externalApiUrl}/graphql` });
  const { data, error } = useMcQuery(OrderQuery, { variables: { id }, context });
  if (error) return <p role="alert">{error.message}</p>;
  return <h1>{data ? `Order ${data.order.id}` : 'Loading'}</h1>;
}
