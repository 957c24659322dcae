import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.mjs';

const STARTUP_TIMEOUT_MS = 60_000;
const PERMISSIONS = 'canViewOrderNotes,canManageOrderNotes';

/**
 * Starts gateway and external API as processes of their own on free ports, with an empty database, and signs a user in.
 *
 * @returns origins, the headers that every call through the gateway needs, and `stop`.
 */
export async function startLoop() {
  const folder = mkdtempSync(path.join(tmpdir(), 'loop-'));
  const [gatewayPort, apiPort] = [await freePort(8080), await freePort(6001)];
  const [gatewayUrl, apiUrl] = [`http://localhost:${gatewayPort}`, `http://localhost:${apiPort}`];
  const children = [];
  const stop = async () => {
    await Promise.all(children.map(end));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    children.push(
      run('packages/gateway/src/cli.ts', [
        '--project',
        'my-project',
        '--target',
        apiUrl,
        '--port',
        String(gatewayPort),
        '--permissions',
        PERMISSIONS,
      ]),
      run('examples/external-api/src/main.ts', [], {
        PORT: String(apiPort),
        PUBLIC_URL: apiUrl,
        ISSUER: gatewayUrl,
        PROJECTS: 'my-project',
        DATABASE_FILE: path.join(folder, 'order-notes.sqlite'),
      }),
    );
    await Promise.all([
      untilItAnswers(`${gatewayUrl}/.well-known/jwks.json`, children[0]),
      untilItAnswers(`${apiUrl}/health`, children[1]),
    ]);
    return { gatewayUrl, apiUrl, gatewayPid: children[0].pid, headers: await signIn(gatewayUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function run(entry, args, env = {}) {
  const nodeArgs = ['--conditions=@forward-to/source', '--import', 'tsx', entry, ...args];
  // What they print about each call is not of interest; what they complain about is.
  return spawn(process.execPath, nodeArgs, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function untilItAnswers(url, child) {
  const deadline = Date.now() + STARTUP_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing answers at ${url}`);
}

async function signIn(gatewayUrl) {
  const answer = await fetch(`${gatewayUrl}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  const { sessionToken } = await answer.json();
  return {
    authorization: `Bearer ${sessionToken}`,
    'accept-version': 'v2',
    'x-forward-to-audience-policy': 'forward-url-full-path',
    'x-forward-to-claims': 'permissions',
    'x-project-key': 'my-project',
  };
}
