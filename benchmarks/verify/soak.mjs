// 60 s of load on an API behind the middleware: good, bad and oversized tokens, while keys rotate and the key server fails and returns.
// usage: npm run soak [-- --seconds 60]. Ends with 1 when a good call is rejected, a bad one let in, a caller with a known key waits for
// the key server, or memory grows.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildPackages } from './build-packages.mjs';
import { startRotatingIssuer } from './rotating-issuer.mjs';

const CONNECTIONS = 50;
const GROWTH_LIMIT_MIB = 10;
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const seconds = Number(values.seconds);

buildPackages();
const issuer = await startRotatingIssuer();
const api = fork(new URL('soak-server.mjs', import.meta.url), { execArgv: ['--no-warnings', '--expose-gc'] });
api.send(issuer.url);
const [port] = await once(api, 'message');
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const counts = { good: 0, bad: 0, refusedGood: {}, letInBad: 0, whileHanging: 0, waitedWhileHanging: 0 };

const deadline = Date.now() + seconds * 1000;
const load = Promise.all(Array.from({ length: CONNECTIONS }, sendUntilDeadline));
const early = (async () => {
  await wait(seconds * 250);
  return heapOf(api);
})();
await runScenario();
await load;
const [before, after] = [await early, await heapOf(api)];
api.kill();
agent.destroy();
issuer.close();

const grown = after - before;
console.log(
  `${counts.good} good and ${counts.bad} bad calls in ${seconds} s, ${issuer.counts.fetches} key fetches, ${issuer.counts.rotations} rotations`,
);
console.log(`good calls rejected: ${JSON.stringify(counts.refusedGood)}, bad calls let in: ${counts.letInBad}`);
console.log(
  `heap after a collection: ${before.toFixed(1)} MiB after a quarter of the time, ${after.toFixed(1)} MiB at the end`,
);
console.log(
  `good calls while the key server hung: ${counts.whileHanging}, of which ${counts.waitedWhileHanging} waited for it`,
);
const failed =
  counts.waitedWhileHanging > 0 ||
  Object.keys(counts.refusedGood).length > 0 ||
  counts.letInBad > 0 ||
  grown > GROWTH_LIMIT_MIB;
process.exitCode = failed ? 1 : 0;

/** Rotations throughout; in the middle third the key server fails in one way after the other. */
async function runScenario() {
  const third = (seconds * 1000) / 3;
  const rotation = (async () => {
    while (Date.now() < deadline) {
      await wait(Math.min(4000, third));
      // A gateway whose keys nobody can fetch cannot hand out a new one.
      if (!issuer.outage) issuer.rotate();
    }
  })();
  await wait(third);
  for (const outage of ['error', 'hang', 'redirect', 'garbage']) {
    issuer.outage = outage;
    await wait(third / 4);
  }
  issuer.outage = undefined;
  await rotation;
}

async function sendUntilDeadline() {
  while (Date.now() < deadline) {
    const isGood = Math.random() < 0.6;
    const token = isGood ? issuer.mint() : issuer.mintBad();
    const isHanging = issuer.outage === 'hang';
    const { status, hasWaited } = await get(token);
    if (isGood && isHanging) {
      counts.whileHanging += 1;
      if (hasWaited) counts.waitedWhileHanging += 1;
    }
    counts[isGood ? 'good' : 'bad'] += 1;
    if (isGood && status !== 200) counts.refusedGood[status] = (counts.refusedGood[status] ?? 0) + 1;
    if (!isGood && (status < 400 || status >= 500) && status !== 503) counts.letInBad += 1;
  }
}

async function get(token) {
  const headers = { authorization: `Bearer ${token}` };
  const sent = request({ host: '127.0.0.1', port, path: '/orders', agent, headers }).end();
  // A header above Node's own limit is answered by 431, and the connection is closed.
  const [response] = await once(sent, 'response');
  response.resume();
  await once(response, 'close');
  return { status: response.statusCode, hasWaited: 'x-waited-for-keys' in response.headers };
}

async function heapOf(child) {
  child.send('heap');
  const [bytes] = await once(child, 'message');
  return bytes / 2 ** 20;
}
