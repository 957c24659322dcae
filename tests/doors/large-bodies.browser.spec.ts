import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { describeInChromium } from '../../test-support/chromium.ts';

const MEBIBYTE = 1024 * 1024;
const CHUNK = Buffer.alloc(MEBIBYTE, 'forward-to ');
const CHUNKS = 100;
const digest = (() => {
  const hash = createHash('sha256');
  for (let index = 0; index < CHUNKS; index += 1) hash.update(CHUNK);
  return hash.digest('hex');
})();

/** Runs in the page: makes a file of 100 MiB, sends it, reads another, and tells how far the page's heap grew. */
const PAGE_SCRIPT = `
  import { createForwardToFetch, forwardToRequest } from '@forward-to/http-client';
  const heap = () => performance.memory.usedJSHeapSize;
  window.sendAndRead = async (uri, chunk, chunks) => {
    const file = new Blob(Array.from({ length: chunks }, () => new TextEncoder().encode(chunk)));
    const before = heap();
    let peak = 0;
    const sent = await forwardToRequest(uri, { method: 'PUT', body: file });
    peak = Math.max(peak, heap() - before);
    const response = await createForwardToFetch()(uri);
    let read = 0;
    // One buffer for all reads, so that no garbage hides what is kept.
    let buffer = new ArrayBuffer(256 * 1024);
    for (const reader = response.body.getReader({ mode: 'byob' }); ; ) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) break;
      read += value.byteLength;
      buffer = value.buffer;
      peak = Math.max(peak, heap() - before);
    }
    return { size: file.size, sent, read, peak };
  };`;

function answerFiles(server: Server): void {
  server.on('request', (request, response) => {
    if (request.method === 'GET') {
      let left = CHUNKS;
      const write = (): void => {
        while (left-- > 0) if (!response.write(CHUNK)) return void response.once('drain', write);
        response.end();
      };
      response.setHeader('content-type', 'application/octet-stream');
      write();
      return;
    }
    const hash = createHash('sha256');
    request.on('data', (data: Buffer) => hash.update(data));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(hash.digest('hex')));
    });
  });
}

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
};

describeInChromium('a page with a file of 100 MiB', (browser: () => Browser) => {
  const api = createServer();
  const site = createServer();
  let gateway: Gateway;
  let apiUrl: string;
  let siteUrl: string;

  beforeAll(async () => {
    answerFiles(api);
    [apiUrl, siteUrl] = [await listen(api), await listen(site)];
    gateway = createGateway({ projects: ['my-project'], targets: [apiUrl], origins: [siteUrl], port: 0 });
    await gateway.listen();
    const { outputFiles } = await build({
      stdin: { contents: PAGE_SCRIPT, resolveDir: '.' },
      bundle: true,
      format: 'esm',
      conditions: ['@forward-to/source'],
      write: false,
    });
    const settings = JSON.stringify({ mcApiUrl: gateway.url });
    const page = `<!doctype html><title>t</title><script>window.app = ${settings}</script><script type="module">${outputFiles[0]!.text}</script>`;
    site.on('request', (_request, response) => response.setHeader('content-type', 'text/html').end(page));
  });
  afterAll(async () => {
    await gateway.close();
    for (const server of [api, site]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('sends it and reads it back byte for byte, without taking it into the page’s heap', async () => {
    const page = await browser().newPage();
    await page.goto(`${siteUrl}/my-project/files`);
    await page.evaluate(
      (url) =>
        fetch(`${url}/sign-in`, {
          method: 'POST',
          credentials: 'include',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        }),
      gateway.url,
    );
    const result = await page.evaluate(
      ([uri, chunk, chunks]) =>
        (window as unknown as { sendAndRead: (...args: unknown[]) => Promise<Record<string, unknown>> }).sendAndRead(
          uri,
          chunk,
          chunks,
        ),
      [`${apiUrl}/file`, CHUNK.toString(), CHUNKS] as const,
    );
    expect(result).toMatchObject({ size: CHUNKS * MEBIBYTE, sent: digest, read: CHUNKS * MEBIBYTE });
    // Chromium counts in steps of its own; a body that is kept would show as 100 MiB.
    expect(result.peak).toBeLessThan(50 * MEBIBYTE);
    await page.close();
  });
});
