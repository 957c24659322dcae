/* global window */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gql } from '@apollo/client';
import * as apollo from '@forward-to/apollo';
import * as sdk from '@forward-to/sdk';
import { startScriptedApi } from '../doors/start-scripted-api.ts';
import { openShellPage } from './open-shell-page.js';
import { createShellMiddleware, createTestStore } from './shell-store.js';

const query = gql`
  query FindOrder {
    order
  }
`;
const HERE = '/my-project/notes';

let api, page, shell;
beforeAll(async () => {
  api = await startScriptedApi();
  page = await openShellPage(api.gateway.url);
  shell = await import('@commercetools-frontend/application-shell-connectors');
});
afterAll(async () => {
  page.close();
  await api.close();
});
beforeEach(() => {
  api.received.clear();
  page.sent.length = 0;
  window.history.replaceState({}, '', HERE);
});

const rejectionOf = (promise) =>
  promise.then(
    (data) => Promise.reject(new Error(`resolved with ${JSON.stringify(data)}`)),
    (error) => error,
  );

describe('a 401 of the external API', () => {
  const ask = async (client) => {
    const context = apollo.createApolloContextForProxyForwardTo({ uri: `${api.apiUrl}/status/401` });
    const error = await rejectionOf(client.query({ query, context }));
    client.stop();
    return error;
  };

  it("signs the user out in the shell's Apollo Client (a limit)", async () => {
    await ask(shell.createApolloClient());
    expect(window.location.pathname).toBe('/logout');
    expect(page.sent).toHaveLength(1);
  });

  it("is an error and nothing more in this kit's client", async () => {
    const error = await ask(apollo.createApolloClient());
    expect(apollo.forwardToErrorOf(error)).toMatchObject({ code: 'http_error', statusCode: 401, source: 'api' });
    expect(window.location.pathname).toBe(HERE);
    expect(page.sent).toHaveLength(1);
  });

  it("is sent twice by the shell's SDK middleware (a limit)", async () => {
    const store = createTestStore(await createShellMiddleware());
    const action = sdk.actions.forwardTo.post({ uri: `${api.apiUrl}/status/401`, payload: { note: 'once, please' } });
    expect(await rejectionOf(store.dispatch(action))).toMatchObject({ statusCode: 401 });
    expect(api.received.get('/status/401')).toBe(2);
  });

  it("is sent once by this kit's", async () => {
    const store = createTestStore(sdk.createMiddleware(), await createShellMiddleware());
    const action = sdk.actions.forwardTo.post({ uri: `${api.apiUrl}/status/401`, payload: { note: 'once, please' } });
    expect(await rejectionOf(store.dispatch(action))).toMatchObject({
      code: 'http_error',
      statusCode: 401,
      source: 'api',
    });
    expect(api.received.get('/status/401')).toBe(1);
  });
});

describe('other refusals', () => {
  it("are typed errors by forwardToErrorOf, also from the shell's Apollo Client", async () => {
    const client = shell.createApolloClient();
    const context = apollo.createApolloContextForProxyForwardTo({ uri: `${api.apiUrl}/status/429` });
    const error = await rejectionOf(client.query({ query, context }));
    client.stop();
    expect(apollo.forwardToErrorOf(error)).toMatchObject({ code: 'http_error', statusCode: 429, source: 'api' });
  });

  it("have the published statusCode, body and headers in this kit's SDK middleware, and a code that is a word", async () => {
    const action = sdk.actions.forwardTo.get({ uri: `${api.apiUrl}/status/409` });
    const theirs = await rejectionOf(createTestStore(await createShellMiddleware()).dispatch(action));
    const ours = await rejectionOf(createTestStore(sdk.createMiddleware()).dispatch(action));
    const { statusCode, body } = theirs;
    expect(ours).toMatchObject({ statusCode, body, headers: { 'content-type': theirs.headers['content-type'] } });
    expect([theirs.code, ours.code]).toEqual([409, 'http_error']);
    expect([theirs.message, theirs.status]).toEqual(['The API says 409', 409]);
  });
});

describe('a stale platform token', () => {
  const ask = async (client) => {
    api.gateway.expirePlatformTokens();
    const context = apollo.createApolloContextForProxyForwardTo({ uri: `${api.apiUrl}/status/200` });
    await client.query({ query, context }).catch(() => undefined);
    client.stop();
    return { forced: page.sent.map(({ headers }) => headers['x-force-token']), at: window.location.pathname };
  };

  it("signs the user out in the shell's Apollo Client (a limit)", async () => {
    expect(await ask(shell.createApolloClient())).toEqual({ forced: [undefined], at: '/logout' });
  });

  it("is renewed by this kit's client", async () => {
    expect(await ask(apollo.createApolloClient())).toEqual({ forced: [undefined, 'true'], at: HERE });
  });

  it("is renewed by the shell's SDK middleware, and for all calls at once by this kit's", async () => {
    const forcedBy = async (...middlewares) => {
      page.sent.length = 0;
      api.gateway.expirePlatformTokens();
      const store = createTestStore(...middlewares);
      const action = () => sdk.actions.forwardTo.get({ uri: `${api.apiUrl}/status/200` });
      await Promise.all([1, 2, 3].map(() => store.dispatch(action())));
      return page.sent.filter(({ headers }) => headers['x-force-token'] === 'true').length;
    };
    // How many of the three see the stale token is a matter of time.
    expect(await forcedBy(await createShellMiddleware())).toBeGreaterThanOrEqual(1);
    expect(await forcedBy(sdk.createMiddleware())).toBe(1);
  });
});
