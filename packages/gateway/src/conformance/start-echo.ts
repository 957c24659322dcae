import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An external API that remembers what it received, so that a gateway can be judged by it. */
export interface Echo {
  /** Origin by which the gateway reaches it. */
  url: string;
  /** The headers of the request with this id in its query; `undefined` when none came. Each can be read once. */
  take(id: string): IncomingHttpHeaders | undefined;
  close(): Promise<void>;
}

const MAX_REQUESTS = 100;

/**
 * Starts the external API on 127.0.0.1. A path `/silence/<milliseconds>` answers that much later.
 *
 * @param options.url origin by which a gateway elsewhere reaches it, such as that of a tunnel. @default its own
 * @param options.port 0 takes a free one.
 */
export async function startEcho(options: { url?: string | undefined; port: number }): Promise<Echo> {
  const requests = new Map<string, IncomingHttpHeaders>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const id = searchParams.get('id');
    // A tunnel is open to everybody: nothing is kept without bound, and nothing of a request is sent back.
    if (id !== null && id.length < 100 && requests.size < MAX_REQUESTS) requests.set(id, request.headers);
    request.resume();
    const silence = Number(/^\/silence\/(\d{1,6})$/.exec(pathname)?.[1] ?? 0);
    const timer = setTimeout(() => response.end('ok'), silence);
    response.on('close', () => {
      clearTimeout(timer);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: options.url ?? `http://localhost:${(server.address() as AddressInfo).port}`,
    take: (id) => {
      const headers = requests.get(id);
      requests.delete(id);
      return headers;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
