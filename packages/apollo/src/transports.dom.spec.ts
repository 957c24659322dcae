import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApolloLink, gql, Observable } from '@apollo/client';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { createPersistedQueryLink } from '@apollo/client/link/persisted-queries';
import {
  createApolloClient,
  createApolloContextForProxyForwardTo,
  createLinkFetch,
  forwardToBatchKey,
} from './index.ts';
import { recordRequests } from './test-support/record-requests.ts';
import type { SentRequest } from './test-support/record-requests.ts';
import { startGraphQlApi } from './test-support/start-graphql-api.ts';
import type { GraphQlApi } from './test-support/start-graphql-api.ts';

const NoteQuery = gql`
  query Note($id: ID!) {
    note(id: $id) {
      id
    }
    path
  }
`;

let api: GraphQlApi;
let page: ReturnType<typeof recordRequests>;
beforeAll(async () => {
  api = await startGraphQlApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.openPage();
  page = recordRequests();
});
afterEach(() => {
  page.stop();
});

const forwarded = (path: string, headers: Record<string, string> = {}) =>
  createApolloContextForProxyForwardTo({ uri: api.apiUrl + path, headers });

describe('batches', () => {
  const createBatchClient = () =>
    createApolloClient({ httpLink: new BatchHttpLink({ batchKey: forwardToBatchKey, fetch: createLinkFetch() }) });
  const query = (client: ReturnType<typeof createApolloClient>, id: string, context: object) =>
    client.query({ query: NoteQuery, variables: { id }, context });

  it('hold operations that go to the same place with the same headers, and no others', async () => {
    const client = createBatchClient();
    const results = await Promise.all([
      query(client, 'a', forwarded('/batched')),
      query(client, 'b', forwarded('/batched')),
      query(client, 'c', forwarded('/batched?other')),
      query(client, 'd', forwarded('/batched', { 'x-tenant': '1' })),
      query(client, 'e', { ...forwarded('/batched'), projectKey: 'my-project', teamId: 'team' }),
    ]);
    expect(results.map(({ data }) => (data as { note: { id: string } }).note.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(page.sent.map(({ headers }) => headers.get('x-forward-to'))).toEqual([
      `${api.apiUrl}/batched`,
      `${api.apiUrl}/batched?other`,
      `${api.apiUrl}/batched`,
      `${api.apiUrl}/batched`,
    ]);
  });

  it('are repeated after one renewal', async () => {
    const client = createBatchClient();
    api.gateway.expirePlatformTokens();
    await Promise.all(['a', 'b', 'c'].map((id) => query(client, id, forwarded('/batched'))));
    expect(page.forced()).toBe(1);
  });
});

describe('queries with GET', () => {
  it('take the query to the external API, beside a query of its URL', async () => {
    const client = createApolloClient({ http: { useGETForQueries: true } });
    const { data } = await client.query({
      query: NoteQuery,
      variables: { id: 'ö&=#' },
      context: forwarded('/graphql?tenant=1'),
    });
    expect(data).toMatchObject({ note: { id: 'ö&=#' }, path: '/graphql' });
    const [{ url, headers }] = page.sent as [SentRequest];
    expect(new URL(url).search).toBe('');
    expect(new URL(headers.get('x-forward-to') ?? '').searchParams.get('tenant')).toBe('1');
  });
});

describe('persisted queries', () => {
  it('send the query itself when the API does not know its hash', async () => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- version 3 has no other name for it
    const link = createPersistedQueryLink({ sha256: (text) => createHash('sha256').update(text).digest('hex') });
    const client = createApolloClient({ link });
    const { data } = await client.query({ query: NoteQuery, variables: { id: '1' }, context: forwarded('/persisted') });
    expect(data).toMatchObject({ note: { id: '1' } });
    expect(page.sent).toHaveLength(2);
  });
});

describe('links of the caller', () => {
  it('stand between: their errors stay theirs, their context counts', async () => {
    const own = new ApolloLink((operation, forward) => {
      if (operation.variables.id === 'stop')
        return new Observable((observer) => {
          observer.error(new Error('own'));
        });
      operation.setContext({ headers: { 'x-own': '1' } });
      return forward(operation);
    });
    const client = createApolloClient({ link: own });
    const query = (id: string) => client.query({ query: NoteQuery, variables: { id }, context: forwarded('/graphql') });
    await query('go');
    expect(page.sent[0]?.headers.get('x-own')).toBe('1');
    await expect(query('stop')).rejects.toMatchObject({ message: 'own' });
  });
});
