/* global window */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gql } from '@apollo/client';
import * as kit from '@forward-to/apollo';
import { startRecordingApi } from '../doors/start-recording-api.ts';
import { openShellPage } from './open-shell-page.js';

const order = gql`
  query FindOrder($id: ID!) {
    order(id: $id) {
      id
    }
  }
`;
const configs = [
  ['a bare URL', '/graphql', {}],
  ['headers and permissions', '/graphql?v=1', { headers: { 'X-Foo': 'bär' }, includeUserPermissions: true }],
  ['the other policy', '/origin/graphql', { audiencePolicy: 'forward-url-origin' }],
  ['the other version', '/graphql', { version: 'v1' }],
];

let api, page, published;
beforeAll(async () => {
  api = await startRecordingApi();
  page = await openShellPage(api.gateway.url);
  published = await import('@commercetools-frontend/application-shell-connectors');
});
afterAll(async () => {
  page.close();
  await api.close();
});
beforeEach(() => {
  page.sent.length = 0;
  api.calls.length = 0;
});

describe.each(configs)('the context for %s', (_, path, config) => {
  const configOf = () => ({ uri: api.apiUrl + path, ...config });

  it('is the published one', () => {
    expect(kit.createApolloContextForProxyForwardTo(configOf())).toEqual(
      published.createApolloContextForProxyForwardTo(configOf()),
    );
  });

  it("sends the published request through the shell's client", async () => {
    const client = published.createApolloClient();
    for (const { createApolloContextForProxyForwardTo } of [published, kit]) {
      const context = createApolloContextForProxyForwardTo(configOf());
      const { data } = await client.query({ query: order, variables: { id: '1' }, context, fetchPolicy: 'no-cache' });
      expect(data).toEqual({ order: { id: '1', __typename: 'Order' } });
    }
    client.stop();
    const [theirs, ours] = page.sent;
    expect(theirs.headers).toMatchObject({ 'x-forward-to': configOf().uri, 'x-project-key': 'my-project' });
    expect(ours).toEqual(theirs);
    expect(api.calls).toHaveLength(2);
    expect(api.calls[1]).toEqual(api.calls[0]);
    expect(api.calls[1].session).toMatchObject({ userId: 'developer', projectKey: 'my-project' });
  });
});

it("lets the shell's client reach the local gateway, while the rest of the page keeps its own", async () => {
  const { mcApiUrl } = window.app;
  Object.assign(window.app, { mcApiUrl: 'https://mc-api.example.com', forwardToUrl: `${mcApiUrl}/proxy/forward-to` });
  try {
    const client = published.createApolloClient();
    const context = kit.createApolloContextForProxyForwardTo({ uri: `${api.apiUrl}/graphql` });
    await client.query({ query: order, variables: { id: '1' }, context });
    client.stop();
    expect(page.sent.map(({ url }) => url)).toEqual([`${mcApiUrl}/proxy/forward-to`]);
    expect(api.calls).toHaveLength(1);
  } finally {
    Object.assign(window.app, { mcApiUrl, forwardToUrl: undefined });
  }
});

it("sends from this kit's client what the shell's sends", async () => {
  const context = kit.createApolloContextForProxyForwardTo({ uri: `${api.apiUrl}/graphql` });
  for (const client of [published.createApolloClient(), kit.createApolloClient()]) {
    await client.query({ query: order, variables: { id: '1' }, context });
    client.stop();
  }
  const [theirs, ours] = page.sent.map(({ headers, ...request }) => {
    // The published client names itself; this one has a name when it is given one.
    const { 'x-user-agent': userAgent, ...others } = headers;
    return { request: { ...request, headers: others }, userAgent };
  });
  expect(ours.request).toEqual(theirs.request);
  expect([theirs.userAgent, ours.userAgent]).toEqual([expect.stringContaining('apollo-client'), undefined]);
  expect(api.calls[1].session).toEqual(api.calls[0].session);
});
