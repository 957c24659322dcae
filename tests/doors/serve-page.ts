import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

export interface LocalServer {
  url: string;
  server: Server;
  close: () => Promise<void>;
}

/** Starts a server on a free port of this machine. */
export async function startServer(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    server,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Serves one page at every path: `script` is bundled from the sources, `app` becomes `window.app`. */
export async function servePage(script: string, readApp: () => object): Promise<LocalServer> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    conditions: ['@forward-to/source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  return startServer((_request, response) => {
    const app = JSON.stringify(readApp());
    response
      .setHeader('content-type', 'text/html')
      .end(
        `<!doctype html><title>t</title><script>window.app = ${app}</script><script type="module">${outputFiles[0]!.text.replaceAll('</script', '<\\/script')}</script>`,
      );
  });
}
