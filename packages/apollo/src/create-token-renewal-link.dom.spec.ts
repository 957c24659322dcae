import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApolloLink, gql, HttpLink, Observable } from '@apollo/client';
import { waitFor } from '@testing-library/react';
import { forwardToRequest } from '@forward-to/http-client';
import {
  createApolloClient,
  createApolloContextForProxyForwardTo,
  createErrorLink,
  createHeaderLink,
  createRuntime,
  createTokenRenewalLink,
  forwardToErrorOf,
} from './index.ts';
import { recordRequests } from './test-support/record-requests.ts';
import { startGraphQlApi } from './test-support/start-graphql-api.ts';
import type { GraphQlApi } from './test-support/start-graphql-api.ts';
import { startMerchantCenter } from './test-support/start-merchant-center.ts';
import type { MerchantCenter } from './test-support/start-merchant-center.ts';

const UserQuery = gql`
  query User {
    userId
  }
`;
const AddNote = gql`
  mutation AddNote($text: String!) {
    addNote(text: $text) {
      id
    }
  }
`;
const fetchPolicy = 'no-cache';
const UNMARKED: { status: number } = { status: 401 };

let api: GraphQlApi;
let center: MerchantCenter;
let page: ReturnType<typeof recordRequests>;
beforeAll(async () => {
  api = await startGraphQlApi();
  center = await startMerchantCenter();
});
afterAll(async () => {
  await api.close();
  await center.close();
});
beforeEach(async () => {
  center.received.length = 0;
  center.script();
  await api.openPage();
  page = recordRequests();
});
afterEach(() => {
  page.stop();
});

// Apollo would make one request of equal queries.
const queryDeduplication = false;
const forwarded = (path = '/graphql') => ({
  ...createApolloContextForProxyForwardTo({ uri: api.apiUrl + path }),
  queryDeduplication,
});

describe('a stale platform token', () => {
  it('is renewed once for 20 operations at once, and for the other doors of the page', async () => {
    const client = createApolloClient();
    const other = createApolloClient();
    const before = api.operations.length;
    api.gateway.expirePlatformTokens();
    const results = await Promise.all([
      ...Array.from({ length: 9 }, () => client.query({ query: UserQuery, context: forwarded(), fetchPolicy })),
      ...Array.from({ length: 5 }, () => other.query({ query: UserQuery, context: forwarded(), fetchPolicy })),
      ...Array.from({ length: 5 }, (_, index) =>
        client.mutate({ mutation: AddNote, variables: { text: `Note ${index}` }, context: forwarded() }),
      ),
      forwardToRequest(`${api.apiUrl}/empty`),
    ]);
    expect(results).toHaveLength(20);
    expect(page.forced()).toBe(1);
    // Nothing arrives twice: 19 operations.
    expect(api.operations.length - before).toBe(19);
  });

  it('is not renewed when the session has ended: each operation gets the 401', async () => {
    sessionStorage.setItem('sessionToken', 'ended');
    const client = createApolloClient();
    const errors = await Promise.all(
      Array.from({ length: 5 }, () =>
        client.query({ query: UserQuery, context: forwarded(), fetchPolicy }).catch((error: unknown) => error),
      ),
    );
    for (const error of errors) expect(forwardToErrorOf(error)).toMatchObject({ code: 'unauthenticated' });
    expect(page.forced()).toBe(1);
    expect(page.sent).toHaveLength(6);
  });
});

describe('a 401 that nobody marked', () => {
  beforeEach(() => {
    Object.assign(window, { app: { mcApiUrl: center.url } });
  });
  const query = (client = createApolloClient()) =>
    client.query({ query: UserQuery, context: { target: 'mc' }, fetchPolicy });

  it('is repeated once; the second one rejects with its body', async () => {
    center.script({ status: 401, body: { message: 'first' } }, { status: 401, body: { message: 'second' } });
    const error: unknown = await query().catch((reason: unknown) => reason);
    expect(forwardToErrorOf(error)).toMatchObject({
      code: 'http_error',
      source: 'unknown',
      statusCode: 401,
      message: expect.stringMatching(/ responded with 401: second$/),
      body: { message: 'second' },
    });
    expect(center.received.map(({ headers }) => headers['x-force-token'])).toEqual([undefined, 'true']);
  });

  it('counts by its status alone: an answer that says UNAUTHENTICATED is an answer', async () => {
    const errors = [{ message: 'Who?', extensions: { code: 'UNAUTHENTICATED' } }];
    center.script({ status: 200, body: { errors } });
    await expect(query()).rejects.toMatchObject({ message: expect.stringContaining('Who?') });
    expect(center.received).toHaveLength(1);
    // With data beside the errors, version 3 tells both: neither may reach the caller before the repetition.
    center.script({ status: 401, body: { data: { userId: 'half' }, errors } });
    expect((await query()).data).toEqual({ userId: 'user' });
  });

  it('is repeated when it is a GraphQL answer by its media type', async () => {
    const headers = { 'content-type': 'application/graphql-response+json' };
    center.script({ status: 401, headers, body: { errors: [{ message: 'Who?' }] } });
    expect((await query()).data).toEqual({ userId: 'user' });
  });

  it('ends up with the refreshed session token, from bad and good answers, in either order of the links', async () => {
    const header = (token: string) => ({ 'x-refreshed-session-token': token });
    const tail = new HttpLink();
    const chains = [
      [createErrorLink(), createHeaderLink(), createTokenRenewalLink(), tail],
      [createErrorLink(), createTokenRenewalLink(), createHeaderLink(), tail],
    ];
    for (const chain of chains) {
      sessionStorage.setItem('sessionToken', 'first');
      center.received.length = 0;
      center.script({ status: 401, headers: header('second') }, { status: 200, headers: header('third') });
      await query(createApolloClient({ httpLink: ApolloLink.from(chain) }));
      expect(center.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second']);
      expect(sessionStorage.getItem('sessionToken')).toBe('third');
    }
  });

  it('shows a refreshed session token in no error', async () => {
    center.script({ status: 500, headers: { 'x-refreshed-session-token': 'very-secret' } });
    const error: unknown = await query().catch((reason: unknown) => reason);
    expect(forwardToErrorOf(error)).toMatchObject({ statusCode: 500 });
    expect(forwardToErrorOf(error)).not.toHaveProperty('cause');
    expect(JSON.stringify(forwardToErrorOf(error))).not.toContain('very-secret');
    expect(sessionStorage.getItem('sessionToken')).toBe('very-secret');
  });

  it('keeps the session of an explicit context to itself', async () => {
    const runtime = createRuntime({ context: { mcApiUrl: center.url, projectKey: 'shop', sessionToken: 'first' } });
    const client = createApolloClient({ runtime });
    center.script({ status: 401, headers: { 'x-refreshed-session-token': 'second' } }, UNMARKED, UNMARKED);
    await query(client).catch(() => undefined);
    expect(runtime.readContext().sessionToken).toBe('second');
    expect(sessionStorage.getItem('sessionToken')).not.toBe('second');
    expect(center.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second']);
  });

  it('forgets the renewal when a link above repeats the operation', async () => {
    const twice = new ApolloLink(
      (operation, forward) =>
        new Observable((observer) => {
          forward(operation).subscribe({
            error: () => {
              forward(operation).subscribe(observer);
            },
          });
        }),
    );
    center.script(UNMARKED, UNMARKED);
    expect((await query(createApolloClient({ link: twice }))).data).toEqual({ userId: 'user' });
    expect(center.received.map(({ headers }) => headers['x-force-token'])).toEqual([undefined, 'true', undefined]);
  });
});

async function until(done: () => boolean): Promise<void> {
  await waitFor(
    () => {
      if (!done()) throw new Error('not yet');
    },
    { timeout: 20_000, interval: 5 },
  );
}

describe('unsubscribing', () => {
  const subscribe = (context: object) => {
    const events: unknown[] = [];
    const chain = [createErrorLink(), createHeaderLink(), createTokenRenewalLink(), new HttpLink()];
    const client = createApolloClient({ httpLink: ApolloLink.from(chain) });
    const subscription = client.watchQuery({ query: UserQuery, context, fetchPolicy }).subscribe({
      next: (result) => events.push(result.data),
      error: (error: unknown) => events.push(error),
    });
    return { events, subscription };
  };
  it('aborts the request', async () => {
    const before = api.abandoned();
    const { subscription } = subscribe(forwarded('/never'));
    await until(() => api.operations.at(-1)?.path === '/never');
    subscription.unsubscribe();
    await until(() => api.abandoned() > before);
    expect(page.sent.at(-1)?.signal?.aborted).toBe(true);
  });

  it('of the one that renews lets another take its place', async () => {
    Object.assign(window, { app: { mcApiUrl: center.url } });
    const never = new Promise(() => undefined);
    center.script(UNMARKED, { status: 200, after: never }, UNMARKED);
    const first = subscribe({ target: 'mc', queryDeduplication });
    await until(() => page.forced() === 1);
    const second = subscribe({ target: 'mc', queryDeduplication });
    await until(() => center.received.length === 3);
    first.subscription.unsubscribe();
    await until(() => second.events.some((data) => data !== undefined));
    expect(second.events.at(-1)).toEqual({ userId: 'user' });
    expect(page.forced()).toBe(2);
  });

  it('ends the wait for somebody else’s renewal', async () => {
    Object.assign(window, { app: { mcApiUrl: center.url } });
    let answer: (value: unknown) => void = () => undefined;
    const slow = new Promise((resolve) => (answer = resolve));
    center.script(UNMARKED, { status: 200, after: slow }, UNMARKED);
    const first = subscribe({ target: 'mc', queryDeduplication });
    await until(() => page.forced() === 1);
    const second = subscribe({ target: 'mc', queryDeduplication });
    await until(() => center.received.length === 3);
    second.subscription.unsubscribe();
    // Version 3 tells its links with the next timer.
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer(undefined);
    await until(() => first.events.some((data) => data !== undefined));
    expect(page.sent).toHaveLength(3);
  });
});

describe('an operation that gives several results', () => {
  it('gives them as they come, also after a renewal, and ends when nobody listens', async () => {
    const before = api.abandoned();
    api.gateway.expirePlatformTokens();
    const ticks: unknown[] = [];
    const done = new Promise<void>((resolve, reject) => {
      const subscription = createApolloClient()
        .subscribe({
          query: gql`
            subscription Ticks {
              ticks
            }
          `,
          context: forwarded('/ticks'),
        })
        .subscribe({
          next: ({ data }) => {
            if (ticks.push(data) === 2) {
              subscription.unsubscribe();
              resolve();
            }
          },
          error: reject,
        });
    });
    await done;
    expect(ticks).toEqual([{ ticks: 1 }, { ticks: 2 }]);
    expect(page.forced()).toBe(1);
    await until(() => api.abandoned() > before);
  });
});
