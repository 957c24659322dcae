import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from './index.ts';
import type { HttpClient } from './index.ts';

const URI = 'https://api.example.com/report';
let status: number;
/** Answers with less than it has announced, and ends the connection. A body that is too large to hold breaks off in the same place. */
const server = createServer((_request, response) => {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"start":', () => response.destroy());
});
let client: HttpClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = createHttpClient({ context: { mcApiUrl: `http://127.0.0.1:${port}`, projectKey: 'shop' } });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe.each<[string, () => Promise<unknown>]>([
  ['forwardToRequest', () => client.forwardToRequest(URI)],
  [
    'executeHttpClientRequest + createFetcher',
    () =>
      client.executeHttpClientRequest(client.createFetcher(client.buildApiUrl('/proxy/forward-to')), {
        forwardToConfig: { uri: URI },
      }),
  ],
])('%s', (_, call) => {
  it.each([200, 500])('says of a %d whose body cannot be read that a response came', async (code) => {
    status = code;
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'network_error',
      source: 'network',
      message: `GET ${URI} responded with ${code}, but its body could not be read to the end.`,
      request: { method: 'GET', url: URI },
    });
    expect((error as { hint: string }).hint).toContain('the body is too large');
    expect(error).toHaveProperty('cause');
  });
});
