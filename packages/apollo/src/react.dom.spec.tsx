import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { gql } from '@apollo/client';
import type { TypedDocumentNode } from '@apollo/client';
import { ApolloProvider, useMutation, useQuery } from '@apollo/client/react';
import { act, renderHook, waitFor } from '@testing-library/react';
import { createApolloClient, createApolloContextForProxyForwardTo, forwardToErrorOf } from './index.ts';
import { recordRequests } from './test-support/record-requests.ts';
import { startGraphQlApi } from './test-support/start-graphql-api.ts';
import type { GraphQlApi } from './test-support/start-graphql-api.ts';

interface Note {
  id: string;
  text: string;
}

const NoteQuery: TypedDocumentNode<{ note: Note }, { id: string }> = gql`
  query Note($id: ID!) {
    note(id: $id) {
      id
      text
    }
  }
`;
const CountQuery: TypedDocumentNode<{ count: number }> = gql`
  query Count {
    count
  }
`;
const NeverQuery = gql`
  query Never {
    never
  }
`;
const AddNote: TypedDocumentNode<{ addNote: Note }, { text: string }> = gql`
  mutation AddNote($text: String!) {
    addNote(text: $text) {
      id
      text
    }
  }
`;

let api: GraphQlApi;
let page: ReturnType<typeof recordRequests>;
let complaints: jest.SpiedFunction<typeof console.error>;
beforeAll(async () => {
  api = await startGraphQlApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.openPage();
  page = recordRequests();
  complaints = jest.spyOn(console, 'error');
});
afterEach(() => {
  page.stop();
  expect(complaints.mock.calls).toEqual([]);
  complaints.mockRestore();
});

const forwarded = (path = '/graphql') => createApolloContextForProxyForwardTo({ uri: api.apiUrl + path });
const isForwarded = (path: string) =>
  page.sent.filter(({ headers }) => headers.get('x-forward-to') === api.apiUrl + path);

function inClient(Mode?: typeof StrictMode) {
  const client = createApolloClient();
  return function Wrapper({ children }: { children: ReactNode }) {
    const provided = <ApolloProvider client={client}>{children}</ApolloProvider>;
    return Mode ? <Mode>{provided}</Mode> : provided;
  };
}

describe('useQuery', () => {
  it('gives the data of the external API', async () => {
    const { result, unmount } = renderHook(
      () => useQuery(NoteQuery, { variables: { id: '7' }, context: forwarded() }),
      { wrapper: inClient() },
    );
    await waitFor(() => {
      expect(result.current.data?.note).toMatchObject({ id: '7', text: 'Note 7' });
    });
    expect(api.operations.at(-1)).toMatchObject({ path: '/graphql' });
    unmount();
  });

  it('sends one request under StrictMode', async () => {
    const { result, unmount } = renderHook(
      () => useQuery(NoteQuery, { variables: { id: 'strict' }, context: forwarded() }),
      { wrapper: inClient(StrictMode) },
    );
    await waitFor(() => {
      expect(result.current.data).toBeDefined();
    });
    expect(page.sent).toHaveLength(1);
    unmount();
  });

  it('gives a typed error for a refusal, and keeps what the GraphQL answer lists as it is', async () => {
    const { result, unmount } = renderHook(() => useQuery(CountQuery, { context: forwarded('/status/409') }), {
      wrapper: inClient(),
    });
    await waitFor(() => {
      expect(result.current.error).toBeDefined();
    });
    expect(forwardToErrorOf(result.current.error)).toMatchObject({ statusCode: 409, source: 'api' });
    unmount();
  });

  it('aborts its request when its component goes, and changes nothing after it', async () => {
    const before = api.abandoned();
    let renders = 0;
    const { unmount } = renderHook(
      () => {
        renders += 1;
        return useQuery(NeverQuery, { context: forwarded() });
      },
      { wrapper: inClient() },
    );
    await waitFor(() => {
      expect(api.operations.at(-1)?.headers['x-correlation-id']).toBe(
        page.sent.at(-1)?.headers.get('x-correlation-id'),
      );
    });
    const rendered = renders;
    unmount();
    await waitFor(() => {
      expect(api.abandoned()).toBe(before + 1);
    });
    expect(page.sent.at(-1)?.signal?.aborted).toBe(true);
    expect(renders).toBe(rendered);
  });

  it('polls until its component goes', async () => {
    const { result, unmount } = renderHook(
      () => useQuery(CountQuery, { context: forwarded(), pollInterval: 20, fetchPolicy: 'no-cache' }),
      { wrapper: inClient() },
    );
    await waitFor(() => {
      expect(page.sent.length).toBeGreaterThanOrEqual(3);
      expect(result.current.data?.count).toBeGreaterThanOrEqual(2);
    });
    // Each poll is a call of its own.
    const ids = page.sent.map(({ headers }) => headers.get('x-correlation-id'));
    expect(new Set(ids).size).toBe(ids.length);
    unmount();
    const sent = page.sent.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(page.sent.length).toBe(sent);
  });

  it('reaches several APIs through one client', async () => {
    const { result, unmount } = renderHook(
      () => ({
        first: useQuery(NoteQuery, {
          variables: { id: 'a' },
          context: forwarded('/graphql'),
        }),
        second: useQuery(NoteQuery, {
          variables: { id: 'b' },
          context: forwarded('/other/graphql'),
        }),
      }),
      { wrapper: inClient() },
    );
    await waitFor(() => {
      expect([result.current.first.data?.note.id, result.current.second.data?.note.id]).toEqual(['a', 'b']);
    });
    expect(isForwarded('/graphql')).toHaveLength(1);
    expect(isForwarded('/other/graphql')).toHaveLength(1);
    unmount();
  });
});

describe('useMutation', () => {
  it('sends a mutation once, also under StrictMode and after a renewal', async () => {
    const { result, unmount } = renderHook(() => useMutation(AddNote), {
      wrapper: inClient(StrictMode),
    });
    api.gateway.expirePlatformTokens();
    const before = api.operations.length;
    const [addNote] = result.current;
    let text: string | undefined;
    await act(async () => {
      const { data } = await addNote({ variables: { text: 'Größe prüfen 📦' }, context: forwarded() });
      text = data?.addNote.text;
    });
    expect(text).toBe('Größe prüfen 📦');
    expect(api.operations.length - before).toBe(1);
    expect(page.sent).toHaveLength(2);
    unmount();
  });
});
