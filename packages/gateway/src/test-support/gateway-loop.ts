import { createServer, request as requestHttp } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createGateway } from '../create-gateway.ts';
import type { Gateway } from '../create-gateway.ts';
import type { GatewayEvent } from '../gateway-event.ts';
import type { GatewayOptions } from '../gateway-options.ts';

/** Header lines; a list sends the name once for each value. */
export type HeaderLines = Record<string, string | string[] | undefined>;

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the external API received, as it was on the wire. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface GatewayLoop {
  gateway: Gateway;
  /** Origin of the gateway. */
  url: string;
  /** Origin of the external API. */
  apiUrl: string;
  received: Received[];
  events: GatewayEvent[];
  sessionToken: string;
  /** Sends a request as it is, without the niceties of fetch. */
  send(path: string, options?: { method?: string; headers?: HeaderLines; body?: string }): Promise<Answer>;
  /** Sends a complete forward-to call; `headers` replace, `undefined` removes. */
  forward(path: string, options?: { method?: string; headers?: HeaderLines; body?: string }): Promise<Answer>;
  /** Lets the API answer the next calls in another way. */
  answerWith(listener: RequestListener): void;
  /** The event of the forwarded call, which comes when its connection has ended. */
  callEvent(): Promise<GatewayEvent>;
  /** The headers of a complete forward-to call. */
  headersFor(path: string): Record<string, string>;
  close(): Promise<void>;
}

/** Starts a gateway before an external API that answers with `listener`, and signs a user in unless `signIn` is false. */
export async function startGatewayLoop(
  options: Partial<GatewayOptions> & { listener?: RequestListener; signIn?: boolean } = {},
): Promise<GatewayLoop> {
  const received: Received[] = [];
  const events: GatewayEvent[] = [];
  const { listener: first = recordInto(received), signIn: signsIn = true, ...gatewayOptions } = options;
  let listener = first;
  const api = createServer((request, response) => {
    listener(request, response);
  });
  const apiUrl = await listen(api);
  const gateway = createGateway({
    projects: ['my-project', 'other-project'],
    targets: [apiUrl],
    port: 0,
    users: [
      {
        id: 'manager',
        name: 'Manager',
        projects: { 'my-project': { permissions: ['canViewNotes', 'canManageNotes'] } },
      },
    ],
    onEvent: (event) => events.push(event),
    ...gatewayOptions,
  });
  const url = await gateway.listen();
  const send: GatewayLoop['send'] = (path, init) => sendRaw(url, path, init);
  const signIn = async (): Promise<string> => {
    const answer = await send('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(options.users ? {} : { userId: 'manager' }),
    });
    return (JSON.parse(answer.body) as { sessionToken: string }).sessionToken;
  };
  const sessionToken = signsIn ? await signIn() : '';
  const headersFor = (path: string) => ({
    authorization: `Bearer ${sessionToken}`,
    'accept-version': 'v2',
    'x-forward-to': `${apiUrl}${path}`,
    'x-forward-to-audience-policy': 'forward-url-full-path',
    'x-project-key': 'my-project',
  });
  return {
    gateway,
    url,
    apiUrl,
    received,
    events,
    sessionToken,
    send,
    headersFor,
    forward: (path, init = {}) =>
      send('/proxy/forward-to', { ...init, headers: { ...headersFor(path), ...init.headers } }),
    answerWith: (next) => {
      listener = next;
    },
    callEvent: async () => {
      for (;;) {
        const event = events.find(({ type }) => type === 'call');
        if (event) return event;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: async () => {
      await gateway.close();
      api.closeAllConnections();
      await new Promise((resolve) => api.close(resolve));
    },
  };
}

/** Sends a request to an origin, header lines as given. */
export async function sendRaw(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: HeaderLines; body?: string } = {},
): Promise<Answer> {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const request = requestHttp(origin, { path, method, agent: false, headers: Object.fromEntries(lines) });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
  request.end(body);
  const response = await answered;
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

/** The refusal in a body. */
export function refusalOf(answer: Answer): Record<string, unknown> {
  return (JSON.parse(answer.body) as { forwardToError: Record<string, unknown> }).forwardToError;
}

/** The claims of the exchange token that the API received. */
export function claimsOf(received: Received | undefined): Record<string, unknown> {
  const [, claims = ''] = (received?.headers.authorization ?? '').split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}

/** Starts a server on a free port of 127.0.0.1; gives its origin. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function recordInto(received: Received[]): RequestListener {
  return (request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ method, url }));
    });
  };
}
