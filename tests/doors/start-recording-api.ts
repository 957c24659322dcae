import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { createSessionMiddleware } from '@forward-to/server/express';
import type { Session } from '@forward-to/server/express';
import express from 'express';
import type { Request } from 'express';

/** What an external API gets of one call, but for what differs with each call by design (correlation id, boundary). */
export interface ReceivedCall {
  method: string;
  /** Path and query, as they stand on the request line. */
  url: string;
  /** Bytes of the body in Latin-1; the boundary of a form is written `BOUNDARY`. */
  body: string;
  headers: Record<string, string>;
  session: Session;
}

export interface RecordingApi {
  gateway: Gateway;
  apiUrl: string;
  calls: ReceivedCall[];
  close: () => Promise<void>;
}

/** A real gateway and a real API that writes down what reaches it; below `/origin` its audience is the bare origin. */
export async function startRecordingApi(): Promise<RecordingApi> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway({ projects: ['my-project'], targets: [apiUrl], port: 0, permissions: ['canView'] });
  await gateway.listen();
  const calls: ReceivedCall[] = [];
  const common = { issuer: gateway.url, audience: apiUrl, projects: ['my-project'] };
  const app = express();
  app.use('/origin', createSessionMiddleware({ ...common, audiencePolicy: 'forward-url-origin' }));
  app.use(/^(?!\/origin)/, createSessionMiddleware(common));
  app.use(express.raw({ type: () => true }));
  app.use((request, response) => {
    calls.push(describe(request));
    if (request.url.startsWith('/origin/empty')) response.status(204).end();
    // A GraphQL client wants "data" to be an object with what it asked for.
    else response.json({ data: { order: { id: '1', __typename: 'Order' } } });
  });
  server.on('request', app);
  return {
    gateway,
    apiUrl,
    calls,
    close: async () => {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// Of one connection, of one call, or of the process that sends: no door has a say in them.
const NOT_COMPARED = ['authorization', 'connection', 'content-length', 'host', 'transfer-encoding', 'x-correlation-id'];

function describe(request: Request): ReceivedCall {
  const { boundary } = /boundary=(?<boundary>\S+)/.exec(request.get('content-type') ?? '')?.groups ?? {};
  const even = (text: string) => (boundary === undefined ? text : text.replaceAll(boundary, 'BOUNDARY'));
  const headers = Object.entries(request.headers)
    .filter(([name]) => !NOT_COMPARED.includes(name))
    .map(([name, value]) => [name, even(String(value))]);
  return {
    method: request.method,
    url: request.originalUrl,
    body: Buffer.isBuffer(request.body) ? even(request.body.toString('latin1')) : '',
    headers: Object.fromEntries(headers) as Record<string, string>,
    session: (request as Request & { session: Session }).session,
  };
}
