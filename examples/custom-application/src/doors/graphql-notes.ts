import { CombinedGraphQLErrors, gql, type ApolloClient, type OperationVariables } from '@apollo/client';
import { createApolloContextForProxyForwardTo } from '@forward-to/apollo';
import { ForwardToError } from '@forward-to/protocol';
import type { TrackCall } from '../activity/use-activity.ts';
import { readEnvironment } from '../environment.ts';
import { PAGE_SIZE, type OrderNote, type OrderNotePage, type OrderNotesApi } from '../order-notes/order-notes-api.ts';

const NOTE = 'id orderNumber text status createdAt createdBy updatedAt version';
const LIST = gql`query OrderNotes($query: String, $status: OrderNoteStatus, $limit: Int, $offset: Int) {
  orderNotes(query: $query, status: $status, limit: $limit, offset: $offset) { total results { ${NOTE} } }
}`;
const READ = gql`query OrderNote($id: ID!) { orderNote(id: $id) { ${NOTE} } }`;
const CREATE = gql`mutation CreateOrderNote($input: OrderNoteInput!) { createOrderNote(input: $input) { ${NOTE} } }`;
const UPDATE = gql`mutation UpdateOrderNote($id: ID!, $version: Int, $changes: OrderNoteChanges!) {
  updateOrderNote(id: $id, version: $version, changes: $changes) { ${NOTE} }
}`;
const REMOVE = gql`
  mutation DeleteOrderNote($id: ID!) {
    deleteOrderNote(id: $id)
  }
`;

/** The order notes by GraphQL, with Apollo Client. A page that has one door only would use `useQuery` with the same context. */
export function createGraphqlNotes(client: ApolloClient, track: TrackCall): OrderNotesApi {
  const context = (signal?: AbortSignal) => ({
    ...createApolloContextForProxyForwardTo({
      uri: `${readEnvironment().externalApiUrl}/graphql`,
      includeUserPermissions: true,
    }),
    ...(signal && { fetchOptions: { signal } }),
  });
  const query = <Data>(name: string, document: typeof LIST, variables: OperationVariables, signal?: AbortSignal) => {
    const options = { query: document, variables, fetchPolicy: 'network-only', context: context(signal) } as const;
    return track(`query ${name}`, dataOf<Data>(client.query(options)), signal);
  };
  const mutate = <Data>(name: string, mutation: typeof LIST, variables: OperationVariables) =>
    track(`mutation ${name}`, dataOf<Data>(client.mutate({ mutation, variables, context: context() })));
  const update = async (note: OrderNote, changes: object) => {
    const variables = { id: note.id, version: note.version, changes };
    const { updateOrderNote } = await mutate<{ updateOrderNote: OrderNote }>('UpdateOrderNote', UPDATE, variables);
    return updateOrderNote;
  };

  return {
    list: async ({ text, status, page }, signal) => {
      const filter = { ...(text !== '' && { query: text }), ...(status !== 'any' && { status }) };
      const variables = { ...filter, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
      return (await query<{ orderNotes: OrderNotePage }>('OrderNotes', LIST, variables, signal)).orderNotes;
    },
    get: async (id) => (await query<{ orderNote: OrderNote }>('OrderNote', READ, { id })).orderNote,
    create: async (input) =>
      (await mutate<{ createOrderNote: OrderNote }>('CreateOrderNote', CREATE, { input })).createOrderNote,
    change: update,
    replace: update, // A mutation says which fields it sets: all of them.
    remove: async (id) => {
      await mutate('DeleteOrderNote', REMOVE, { id });
    },
  };
}

/** Errors of a GraphQL response come from the API; the page shows them as it shows those of the other doors. */
async function dataOf<Data>(call: Promise<{ data?: unknown }>): Promise<Data> {
  try {
    return (await call).data as Data;
  } catch (error) {
    if (!CombinedGraphQLErrors.is(error)) throw error;
    const [first] = error.errors;
    const listed = new ForwardToError('http_error', first?.message ?? error.message, {
      source: 'api',
      hint: 'The errors of the GraphQL response are in "body".',
    });
    throw Object.assign(listed, { body: first?.extensions ?? {} });
  }
}
