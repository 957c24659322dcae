import { gql } from '@apollo/client';
import { createApolloClient, createApolloContextForProxyForwardTo, forwardToErrorOf } from '@forward-to/apollo';
import type { Door } from './doors.ts';

/** Apollo Client, by the context that a migrating application has; sends GraphQL operations only. */
export const apolloDoor: Door = async (call, apiUrl) => {
  const { query, variables } = call.json as { query: string; variables: Record<string, unknown> };
  const { path, headers, audiencePolicy, includeUserPermissions, version, signal } = call;
  const client = createApolloClient();
  try {
    const { data } = await client.query({
      query: gql(query),
      variables,
      fetchPolicy: 'no-cache',
      context: {
        ...createApolloContextForProxyForwardTo({
          uri: apiUrl + path,
          headers,
          audiencePolicy,
          includeUserPermissions,
          version,
        }),
        ...(signal && { fetchOptions: { signal } }),
      },
    });
    return { data };
  } catch (error) {
    throw forwardToErrorOf(error) ?? error;
  } finally {
    client.stop();
  }
};
