// CPU time that verification adds to an Express route: the server runs in a process of its own and counts only itself.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { PATH } from './issuer.mjs';
import { rotate, spread, undisturbed } from './measure.mjs';

const BARE_ROUTE = 'bare route';
const KINDS = [BARE_ROUTE, 'bare crypto.verify', '@forward-to/server', '@commercetools-backend/express'];
const CONNECTIONS = 50;

/** Sends fresh tokens to each server in turn; gives what each adds to the bare route. */
export async function measureExpress(issuer, { rounds, requests }) {
  const servers = [];
  for (const kind of KINDS) servers.push(await startServer(kind, issuer));
  const samples = new Map(KINDS.map((kind) => [kind, []]));
  for (let round = -1; round < rounds; round += 1) {
    // The same tokens for each server: they share nothing.
    const tokens = issuer.mint(requests);
    for (const server of rotate(servers, Math.max(round, 0))) {
      const cpu = await measureServer(server, tokens);
      if (round >= 0) samples.get(server.kind).push(cpu);
    }
  }
  for (const { child } of servers) child.kill();
  const costOf = (kind) => undisturbed(samples.get(kind));
  const added = (kind) => costOf(kind) - costOf(BARE_ROUTE);
  const addedByRound = (kind) => samples.get(kind).map((cpu, round) => cpu - samples.get(BARE_ROUTE)[round]);
  const table = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      {
        'CPU µs': costOf(kind).toFixed(1),
        spread: `${spread(samples.get(kind)).toFixed(0)} %`,
        added: added(kind).toFixed(1),
      },
    ]),
  );
  const bare = addedByRound('bare crypto.verify');
  return {
    table,
    ratio: added('@forward-to/server') / added('bare crypto.verify'),
    ratios: addedByRound('@forward-to/server').map((cpu, round) => cpu / bare[round]),
  };
}

async function startServer(kind, { issuer, publicKey }) {
  const child = fork(new URL('express-server.mjs', import.meta.url), { execArgv: ['--no-warnings'] });
  child.send({ kind, issuer, pem: publicKey.export({ type: 'spki', format: 'pem' }) });
  const [port] = await once(child, 'message');
  return { kind, child, port, agent: new Agent({ keepAlive: true, maxSockets: CONNECTIONS }) };
}

async function measureServer({ child, port, agent }, tokens) {
  const before = await cpuOf(child);
  const queue = [...tokens];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let token = queue.pop(); token; token = queue.pop()) await get({ port, agent, token });
    }),
  );
  return ((await cpuOf(child)) - before) / tokens.length;
}

async function cpuOf(child) {
  child.send('cpu');
  const [cpu] = await once(child, 'message');
  return cpu;
}

async function get({ port, agent, token }) {
  const headers = {
    authorization: `Bearer ${token}`,
    'x-mc-api-cloud-identifier': 'local',
    'x-mc-api-forward-to-version': 'v2',
  };
  const sent = request({ host: '127.0.0.1', port, path: PATH, agent, headers }).end();
  const [response] = await once(sent, 'response');
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
}
