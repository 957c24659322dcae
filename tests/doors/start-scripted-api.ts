import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { createHttpClient } from '@forward-to/http-client';
import type { HttpClient } from '@forward-to/http-client';
import { createSessionMiddleware, requirePermissions } from '@forward-to/server/express';
import express from 'express';
import type { Express } from 'express';

export interface ScriptedApi {
  gateway: Gateway;
  apiUrl: string;
  /** How many requests reached the API, by path. */
  received: Map<string, number>;
  /** A client with a session of its own; `projectKey` is that of its page. */
  connect: (options?: { projectKey?: string; sessionToken?: string }) => Promise<HttpClient>;
  close: () => Promise<void>;
}

/**
 * A real gateway in front of a real API whose routes answer in every way that an API can.
 *
 * @param addRoutes more routes, behind the session middleware.
 */
export async function startScriptedApi(addRoutes?: (app: Express) => void): Promise<ScriptedApi> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway({ projects: ['my-project'], targets: [apiUrl], port: 0, permissions: ['canView'] });
  await gateway.listen();
  const received = new Map<string, number>();
  const app = createScriptedApp({ issuer: gateway.url, audience: apiUrl, received });
  addRoutes?.(app);
  server.on('request', app);
  return {
    gateway,
    apiUrl,
    received,
    connect: async ({ projectKey = 'my-project', sessionToken } = {}) =>
      createHttpClient({
        context: { mcApiUrl: gateway.url, projectKey, sessionToken: sessionToken ?? (await signIn(gateway.url)) },
      }),
    close: async () => {
      await gateway.close();
      await stop(server);
    },
  };
}

async function signIn(gatewayUrl: string): Promise<string> {
  const answer = await fetch(`${gatewayUrl}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return ((await answer.json()) as { sessionToken: string }).sessionToken;
}

function createScriptedApp(options: { issuer: string; audience: string; received: Map<string, number> }): Express {
  const { issuer, audience, received } = options;
  const app = express();
  app.use((request, _response, next) => {
    received.set(request.path, (received.get(request.path) ?? 0) + 1);
    next();
  });
  const projects = ['my-project'];
  app.use('/other-audience', createSessionMiddleware({ issuer, audience: 'https://other.example', projects }));
  app.use('/other-project', createSessionMiddleware({ issuer, audience, projects: ['other'] }));
  app.use(createSessionMiddleware({ issuer, audience, projects }));
  app.all('/guarded', requirePermissions('canManage'));
  app.all('/status/:status', (request, response) => {
    const status = Number(request.params.status);
    if (status === 429) response.set('Retry-After', '7');
    response.status(status).json({ message: `The API says ${status}`, detail: [1, 2] });
  });
  app.all('/html', (_request, response) => {
    response.status(502).type('html').send('<h1>Bad gateway</h1>');
  });
  app.get('/html-200', (_request, response) => {
    response.type('html').send('<h1>Sign in</h1>');
  });
  app.all('/bare-503', (_request, response) => {
    response.socket?.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
  });
  app.all('/reset', (request) => {
    request.socket.resetAndDestroy();
  });
  app.get('/broken-off', (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"half":');
    setTimeout(() => request.socket.destroy(), 50);
  });
  app.get('/broken-json', (_request, response) => {
    response.type('json').send('{"half":');
  });
  app.get('/never', () => undefined);
  app.all('/empty', (_request, response) => {
    response.status(200).end();
  });
  app.all('/echo', express.raw({ type: () => true, limit: '5mb' }), (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : '';
    response.json({ method: request.method, headers: request.headers, body });
  });
  app.get('/bytes', (_request, response) => {
    response.type('application/octet-stream').send(Buffer.from([0, 255, 13, 10, 0, 128]));
  });
  app.get('/csv', (_request, response) => {
    response.type('text/csv').send('a;b\n1;2\n');
  });
  return app;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
