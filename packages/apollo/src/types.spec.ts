import { expect, it } from '@jest/globals';
import { ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import type { TypedDocumentNode } from '@apollo/client';
import { useMutation, useQuery } from '@apollo/client/react';
import {
  createApolloClient,
  createApolloContextForProxyForwardTo,
  createErrorLink,
  createHeaderLink,
  createLinkFetch,
  createRuntime,
  createTokenRenewalLink,
  forwardToErrorOf,
} from './index.ts';
import type { ForwardToConfig } from './index.ts';

interface Notes {
  orderNotes: { total: number };
}
const NotesQuery: TypedDocumentNode<Notes, { limit?: number }> = gql`
  query Notes($limit: Int) {
    orderNotes(limit: $limit) {
      total
    }
  }
`;

// Never called: the compiler is the test, once for each line of Apollo Client (tsconfig.apollo-*.json).
async function compiles(): Promise<void> {
  const config: ForwardToConfig = { uri: 'https://a.example/graphql', audiencePolicy: 'forward-url-origin' };
  const context = createApolloContextForProxyForwardTo(config);
  const same: true = context.skipGraphQlTargetCheck;
  const { forwardToConfig } = createApolloContextForProxyForwardTo({
    uri: 'https://a.example',
    headers: { 'x-foo': 'bar' },
  });
  const foo: string = forwardToConfig.headers['x-foo'];
  // @ts-expect-error a misspelt option
  createApolloContextForProxyForwardTo({ uri: foo, audiencePolcy: 'forward-url-origin' });
  const client = createApolloClient({
    cache: new InMemoryCache(),
    userAgent: 'x',
    defaultOptions: { query: { fetchPolicy: 'no-cache' } },
    http: { useGETForQueries: true },
    link: [new ApolloLink((operation, forward) => forward(operation))],
  });
  const { data } = await client.query({ query: NotesQuery, variables: { limit: 1 }, context });
  const total: number | undefined = data?.orderNotes.total;
  const { error, data: shown } = useQuery(NotesQuery, { context, fetchPolicy: 'no-cache' });
  const status: number | undefined = forwardToErrorOf(error)?.statusCode;
  useMutation(NotesQuery, { context });
  const runtime = createRuntime({ context: { mcApiUrl: 'https://a.example', projectKey: 'shop' } });
  const links = [createErrorLink(), createHeaderLink({ runtime }), createTokenRenewalLink({ runtime })];
  createApolloClient({ runtime, httpLink: ApolloLink.from([...links, new HttpLink({ fetch: createLinkFetch() })]) });
  createApolloClient({ context: () => ({ projectKey: 'shop' }) });

  // @ts-expect-error there has to be a uri
  createApolloContextForProxyForwardTo({ headers: {} });
  // @ts-expect-error there is no such policy
  createApolloContextForProxyForwardTo({ uri: 'https://a.example', audiencePolicy: 'origin' });
  // @ts-expect-error there is no such version
  createApolloContextForProxyForwardTo({ uri: 'https://a.example', version: 'v3' });
  // @ts-expect-error a misspelt option
  createApolloClient({ projectkey: 'shop' });
  // @ts-expect-error where operations go is decided by their context
  createApolloClient({ uri: 'https://a.example' });
  // @ts-expect-error a link is no function
  createApolloClient({ link: () => undefined });
  // @ts-expect-error the data has the type of the query
  const text: string | undefined = shown?.orderNotes.total;
  // @ts-expect-error a misspelt option
  createHeaderLink({ useragent: 'x' });
  throw new Error(`never called, ${total} ${status} ${text} ${same}`);
}

it('compiles what it should, and nothing else', () => {
  expect(compiles).toBeInstanceOf(Function);
});
