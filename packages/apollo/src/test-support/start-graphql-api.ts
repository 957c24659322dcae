import express from 'express';
import type { Express, Request, Response } from 'express';
import { buildSchema, graphql } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/express';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- the gateway stands above this package, its tests run against the real one
import { startScriptedApi } from '../../../../tests/doors/start-scripted-api.ts';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- as above
import type { ScriptedApi } from '../../../../tests/doors/start-scripted-api.ts';

/** What one operation was when it reached the API. */
interface ReceivedOperation {
  path: string;
  operationName: string | undefined;
  headers: Record<string, string | undefined>;
}

export interface GraphQlApi extends ScriptedApi {
  operations: ReceivedOperation[];
  /** How many requests the other side gave up before they were answered. */
  abandoned: () => number;
  /** Signs in and makes this jsdom page one of an application that uses the gateway. */
  openPage: () => Promise<string>;
}

interface Call {
  request: Request;
}

const schema = buildSchema(`
  type Note { id: ID!, text: String! }
  type Query { note(id: ID!): Note, path: String!, userId: String!, projectKey: String!, header(name: String!): String, count: Int!, refused: String, never: String }
  type Mutation { addNote(text: String!): Note! }
  type Subscription { ticks: Int! }
`);

/** A real gateway in front of a real API with GraphQL at `/graphql` and `/other/graphql`, and in batches at `/batched`. */
export async function startGraphQlApi(): Promise<GraphQlApi> {
  const operations: ReceivedOperation[] = [];
  let abandoned = 0;
  const api = await startScriptedApi((app) => {
    app.use((request, response, next) => {
      operations.push(toOperation(request));
      response.on('close', () => {
        if (!response.writableFinished) abandoned += 1;
      });
      next();
    });
    const rootValue = createRoot();
    const handler = createHandler({ schema, rootValue, context: ({ raw: request }) => ({ request }) });
    app.all('/graphql', handler);
    app.all('/other/graphql', handler);
    app.post('/persisted', express.json(), answerUnknownHash, handler);
    app.post('/batched', express.json(), (request, response, next) => {
      answerBatch(request, response, rootValue).catch(next);
    });
    addRawRoutes(app);
  });
  return {
    ...api,
    operations,
    abandoned: () => abandoned,
    openPage: () => openPage(api.gateway.url),
  };
}

function toOperation({ path, headers }: Request): ReceivedOperation {
  return {
    path,
    operationName: headers['x-graphql-operation-name'] as string | undefined,
    headers: headers as ReceivedOperation['headers'],
  };
}

/** The resolvers: each is called with the arguments of its field, and with the request. */
function createRoot() {
  const notes = new Map<string, string>();
  let count = 0;
  return {
    note: ({ id }: { id: string }) => ({ id, text: notes.get(id) ?? `Note ${id}` }),
    path: (_: object, { request }: Call) => request.path,
    userId: (_: object, { request }: Call) => request.session.userId,
    projectKey: (_: object, { request }: Call) => request.session.projectKey,
    header: ({ name }: { name: string }, { request }: Call) => request.get(name),
    count: () => (count += 1),
    refused: () => {
      throw new Error('Not today');
    },
    never: () => new Promise(() => undefined),
    addNote: ({ text }: { text: string }) => {
      const id = String(notes.size + 1);
      notes.set(id, text);
      return { id, text };
    },
  };
}

/** An API that keeps persisted queries, and knows none yet. */
function answerUnknownHash(request: Request, response: Response, next: () => void): void {
  if ((request.body as { query?: string }).query !== undefined) next();
  else response.status(400).json({ errors: [{ message: 'PersistedQueryNotFound' }] });
}

async function answerBatch(request: Request, response: Response, rootValue: object): Promise<void> {
  const batch = request.body as { query: string; variables: Record<string, unknown> }[];
  const answer = ({ query, variables }: (typeof batch)[number]) =>
    graphql({ schema, source: query, variableValues: variables, rootValue, contextValue: { request } });
  response.json(await Promise.all(batch.map(answer)));
}

/** Answers that no GraphQL server gives, and one that comes in parts. */
function addRawRoutes(app: Express): void {
  app.post('/html', (_request, response) => {
    response.status(502).type('html').send('<h1>Bad gateway</h1>');
  });
  app.post('/html-200', (_request, response) => {
    response.type('html').send('<h1>Sign in</h1>');
  });
  app.post('/bare-503', (_request, response) => {
    response.socket?.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
  });
  app.post('/reset', (request) => {
    request.socket.resetAndDestroy();
  });
  app.post('/broken-off', (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"half":');
    setTimeout(() => request.socket.destroy(), 50);
  });
  app.post('/broken-json', (_request, response) => {
    response.type('json').send('{"half":');
  });
  app.post('/not-graphql', (_request, response) => {
    response.json({ id: 7 });
  });
  app.post('/redirect', (_request, response) => {
    response.redirect(302, 'https://elsewhere.example/');
  });
  app.post('/never', () => undefined);
  // A multipart subscription: two results, then nothing more for ever.
  app.post('/ticks', (_request, response) => {
    response.writeHead(200, { 'content-type': 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0' });
    const part = (tick: number) =>
      `\r\n--graphql\r\ncontent-type: application/json\r\n\r\n${JSON.stringify({ payload: { data: { ticks: tick } } })}\r\n--graphql`;
    response.write(part(1));
    setTimeout(() => response.write(part(2).replace('\r\n--graphql', '')), 30);
  });
}

async function openPage(gatewayUrl: string): Promise<string> {
  const answer = await fetch(`${gatewayUrl}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { sessionToken } = (await answer.json()) as { sessionToken: string };
  sessionStorage.setItem('sessionToken', sessionToken);
  Object.assign(window, { app: { mcApiUrl: gatewayUrl } });
  return sessionToken;
}
