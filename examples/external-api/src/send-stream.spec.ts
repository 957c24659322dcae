import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { sendStream } from './send-stream.ts';
import type { TextSource } from './send-stream.ts';

let source: TextSource;
let outcome: Promise<void>;
const server = createServer(
  express().get('/', (_request, response) => {
    outcome = sendStream(response, source);
  }),
);
let url: string;
beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

describe('sendStream', () => {
  it('tells the work that the caller has left, and counts that as no error', async () => {
    let ended: Promise<unknown> | undefined;
    source = async function* (signal) {
      ended = once(signal, 'abort');
      yield 'first';
      await ended;
    };
    const leaving = new AbortController();
    const response = await fetch(url, { signal: leaving.signal });
    leaving.abort();
    await expect(response.text()).rejects.toThrow('aborted');
    await expect(ended).resolves.toBeDefined();
    await expect(outcome).resolves.toBeUndefined();
  });

  it('cuts the answer off when the work fails', async () => {
    source = function* () {
      yield 'first';
      throw new Error('No second');
    };
    const response = await fetch(url);
    await Promise.all([expect(response.text()).rejects.toThrow(), expect(outcome).rejects.toThrow('No second')]);
  });

  it('makes no more than the caller takes', async () => {
    let made = 0;
    source = function* () {
      for (made = 1; made <= 1000; made += 1) yield 'x'.repeat(20_000);
    };
    const response = await fetch(url);
    const reader = response.body!.getReader();
    await reader.read();
    const before = made;
    let received = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) received += part.value.length;
    expect(before).toBeLessThan(1000);
    expect(received).toBeGreaterThan(19_000_000);
  });
});
