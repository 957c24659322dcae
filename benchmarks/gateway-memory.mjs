// How much the gateway's memory grows while a body of 1 GiB goes through it, up and down. usage: node benchmarks/gateway-memory.mjs [--mib 1024]
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as requestHttp } from 'node:http';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { freePort } from '../scripts/free-port.mjs';

const MIB = 1024 * 1024;
const LIMIT_MIB = 50;
const { values } = parseArgs({ options: { mib: { type: 'string', default: '1024' } } });
const size = Number(values.mib) * MIB;

const api = createServer((request, response) => {
  if (request.method === 'GET') void pipeline(bytes(Number(request.url.slice(1))), response).catch(() => undefined);
  else void count(request).then((received) => response.end(String(received)));
});
api.listen(0, '127.0.0.1');
await once(api, 'listening');
const target = `http://127.0.0.1:${api.address().port}`;
const gatewayUrl = `http://localhost:${await freePort(8080)}`;
const gateway = spawn(
  process.execPath,
  [
    '--conditions=@forward-to/source',
    '--import=tsx',
    'packages/gateway/src/cli.ts',
    '--project=my-project',
    `--target=${target}`,
    `--port=${new URL(gatewayUrl).port}`,
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  await once(gateway.stdout, 'data');
  gateway.stdout.resume();
  const authorization = await signIn();
  // The first calls load code and let the heap reach its working size.
  for (let round = 0; round < 3; round += 1) await roundTrip(authorization, 64 * MIB);
  const before = memory();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, memory())), 100);
  const startedAt = performance.now();
  await roundTrip(authorization, size);
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(timer);
  const growth = peak - before;
  console.log(`${values.mib} MiB up and ${values.mib} MiB down in ${seconds.toFixed(1)} s`);
  console.log(
    `memory before ${before.toFixed(1)} MiB, peak ${peak.toFixed(1)} MiB, growth ${growth.toFixed(1)} MiB (limit ${LIMIT_MIB})`,
  );
  if (growth >= LIMIT_MIB) process.exitCode = 1;
} finally {
  gateway.kill();
  api.closeAllConnections();
  api.close();
}

async function roundTrip(authorization, length) {
  const up = await call('POST', authorization, '/', length);
  let text = '';
  for await (const chunk of up) text += chunk;
  if (Number(text) !== length) throw new Error(`The API received ${text} of ${length} bytes`);
  const received = await count(await call('GET', authorization, `/${length}`));
  if (received !== length) throw new Error(`The caller received ${received} of ${length} bytes`);
}

async function call(method, authorization, path, length) {
  const request = requestHttp(`${gatewayUrl}/proxy/forward-to`, {
    method,
    headers: {
      authorization,
      'accept-version': 'v2',
      'x-forward-to': target + path,
      'x-forward-to-audience-policy': 'forward-url-full-path',
      'x-project-key': 'my-project',
      ...(length !== undefined && { 'content-length': length }),
    },
  });
  const answered = once(request, 'response');
  if (length === undefined) request.end();
  else await pipeline(bytes(length), request);
  return (await answered)[0];
}

function bytes(length) {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let left = length;
  return new Readable({
    highWaterMark: 64 * 1024,
    read() {
      const part = chunk.subarray(0, Math.min(left, chunk.length));
      left -= part.length;
      this.push(part.length > 0 ? part : null);
    },
  });
}

async function count(stream) {
  let total = 0;
  await pipeline(
    stream,
    new Writable({
      write(chunk, _, done) {
        total += chunk.length;
        done();
      },
    }),
  );
  return total;
}

async function signIn() {
  const answer = await fetch(`${gatewayUrl}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  return `Bearer ${(await answer.json()).sessionToken}`;
}

/** Resident memory of the gateway's process in MiB. */
function memory() {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(gateway.pid)])) / 1024;
}
