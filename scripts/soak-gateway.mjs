// npm run soak:gateway: 200 connections call through gateway and API for a minute, while both are killed in turn, three times each.
// usage: npm run soak:gateway [-- --seconds 60 --connections 200]. Ends with 1 when a response is wrong, a loss is not explained by an outage, or something leaks.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from './free-port.mjs';
import { createChild } from './soak-gateway/child.mjs';
import { sendCalls } from './soak-gateway/send-calls.mjs';

const USERS = 20;
const KILLS = 3;
/** The API asks for new keys half a second after a failed attempt at the earliest; then the request takes its time. */
const KEYS_KNOWN_AFTER_MS = 3000;
const HEAP_LIMIT_MIB = 10;
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, connections: { type: 'string', default: '200' } },
});
const [seconds, connections] = [Number(values.seconds), Number(values.connections)];

const [gatewayPort, apiPort] = [await freePort(8080), await freePort(6001)];
const [gatewayUrl, apiUrl] = [`http://localhost:${gatewayPort}`, `http://localhost:${apiPort}`];
const gateway = createChild('gateway', [gatewayPort, apiUrl, USERS]);
const api = createChild('api', [apiPort, gatewayUrl]);
const counts = { good: 0, wrong: [], losses: [] };

await Promise.all([gateway.start(), api.start()]);
try {
  await load(2, 20);
  const before = await measureIdle();
  counts.good = 0;
  const running = load(seconds, connections);
  const pause = (seconds * 1000) / (2 * KILLS + 2);
  for (const child of Array.from({ length: KILLS }, () => [gateway, api]).flat()) {
    await wait(pause);
    await child.restart();
  }
  await running;
  report(before, await measureIdle());
} finally {
  await Promise.all([gateway.kill(), api.kill()]);
}

async function load(duration, size) {
  const deadline = Date.now() + duration * 1000;
  await Promise.all(
    Array.from({ length: size }, (_, number) =>
      sendCalls({
        number,
        users: USERS,
        gatewayUrl,
        apiUrl,
        isOver: () => Date.now() >= deadline,
        onGood: () => (counts.good += 1),
        onWrong: (text) => counts.wrong.push(text),
        onLoss: (loss) => counts.losses.push(loss),
      }),
    ),
  );
}

/** Descriptors and heap of both, when nothing has been under way for long enough that kept connections are closed. */
async function measureIdle() {
  await wait(7000);
  const [ofGateway, ofApi] = await Promise.all([gateway.measure(), api.measure()]);
  return { gateway: ofGateway, api: ofApi };
}

/** Which outage explains a loss with this mark; a loss that none explains was told of the wrong part, or has no cause. */
function explain({ mark, startedAt, endedAt, signedInAt }) {
  const during = (child, after = 0) =>
    child.outages.some(({ from, until }) => endedAt >= from && startedAt <= until + after);
  switch (mark) {
    case 'connection':
      return during(gateway) && 'the gateway was down';
    case 'broken':
      return (during(gateway) && 'the gateway was killed') || (during(api) && 'the API was killed');
    case 'gateway/target_unreachable':
      return during(api) && 'the API was down';
    case 'gateway/unauthenticated':
      return gateway.outages.some(({ from }) => signedInAt < from) && 'the gateway has forgotten its sessions';
    case 'verifier/keys_unavailable':
    case 'verifier/unknown_key':
      return during(gateway, KEYS_KNOWN_AFTER_MS) && 'the API does not have the new keys yet';
    default:
      return false;
  }
}

function report(before, after) {
  const explained = {};
  const unexplained = [];
  for (const loss of counts.losses) {
    const cause = explain(loss);
    if (cause) {
      const line = `${loss.mark}: ${cause}`;
      explained[line] = (explained[line] ?? 0) + 1;
    } else unexplained.push(loss);
  }
  console.log(`${counts.good} good, ${counts.wrong.length} wrong, ${unexplained.length} losses without explanation`);
  for (const [line, count] of Object.entries(explained)) console.log(`  ${count} lost, ${line}`);
  for (const text of counts.wrong.slice(0, 5)) console.log(`  wrong: ${text}`);
  for (const loss of unexplained.slice(0, 5)) console.log(`  not explained: ${JSON.stringify(loss)}`);
  let leaks = false;
  for (const name of ['gateway', 'api']) {
    const [first, last] = [before[name], after[name]];
    const [from, to] = [first.heapMib.toFixed(1), last.heapMib.toFixed(1)];
    console.log(`${name}: ${first.descriptors} → ${last.descriptors} descriptors, ${from} → ${to} MiB of heap`);
    leaks ||= last.descriptors > first.descriptors || last.heapMib - first.heapMib > HEAP_LIMIT_MIB;
  }
  if (counts.good === 0 || counts.wrong.length > 0 || unexplained.length > 0 || leaks) process.exitCode = 1;
}
