import { createGateway, type Gateway, type GatewayEvent } from '@forward-to/gateway';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, runProcess, startProcess, type RunningProcess } from './start-process.ts';

export interface RunningExample {
  gateway: Gateway;
  /** All that the gateway has told since the start, oldest first. */
  events: readonly GatewayEvent[];
  /** Origin of the page. */
  pageUrl: string;
  /** Origin of the external API. */
  apiUrl: string;
  stop(): Promise<void>;
}

const PROJECT = 'my-project';
const typescript = ['--conditions=@forward-to/source', '--import', 'tsx'];

/** Starts the whole example as its users do: gateway, external API with a database of its own, and the page as it is built. */
export async function startExample(): Promise<RunningExample> {
  const folder = await mkdtemp(join(tmpdir(), 'order-notes-'));
  const [apiPort, pagePort] = [await findFreePort(), await findFreePort()];
  const [apiUrl, pageUrl] = [`http://localhost:${apiPort}`, `http://localhost:${pagePort}`];
  const events: GatewayEvent[] = [];
  const gateway = createGateway({
    projects: [PROJECT],
    targets: [apiUrl],
    origins: [pageUrl],
    port: 0,
    users: [
      userWith('manager', 'Manager', ['canViewOrderNotes', 'canManageOrderNotes']),
      userWith('viewer', 'Viewer', ['canViewOrderNotes']),
    ],
    onEvent: (event) => events.push(event),
  });
  const processes: RunningProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.map((running) => running.stop()));
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await gateway.listen();
    const databaseFile = join(folder, 'order-notes.sqlite');
    processes.push(await startApi({ apiPort, apiUrl, issuer: gateway.url, databaseFile }));
    const outDir = join(folder, 'page');
    processes.push(await startPage({ pagePort, pageUrl, mcApiUrl: gateway.url, apiUrl, outDir }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { gateway, events, pageUrl, apiUrl, stop };
}

function userWith(id: string, name: string, permissions: string[]) {
  return { id, name, projects: { [PROJECT]: { permissions } } };
}

function startApi(options: { apiPort: number; apiUrl: string; issuer: string; databaseFile: string }) {
  return startProcess({
    args: [...typescript, 'examples/external-api/src/main.ts'],
    env: {
      PORT: String(options.apiPort),
      PUBLIC_URL: options.apiUrl,
      ISSUER: options.issuer,
      PROJECTS: PROJECT,
      DATABASE_FILE: options.databaseFile,
    },
    url: `${options.apiUrl}/health`,
  });
}

async function startPage(options: {
  pagePort: number;
  pageUrl: string;
  mcApiUrl: string;
  apiUrl: string;
  outDir: string;
}) {
  const vite = {
    cwd: 'examples/custom-application',
    env: {
      NODE_ENV: 'production', // Jest's own would be taken over
      PORT: String(options.pagePort),
      MC_API_URL: options.mcApiUrl,
      EXTERNAL_API_URL: options.apiUrl,
    },
  };
  const bin = [...typescript, '../../node_modules/vite/bin/vite.js'];
  const config = ['--configLoader', 'native'];
  await runProcess({ ...vite, args: [...bin, 'build', ...config, '--outDir', options.outDir, '--emptyOutDir'] });
  return startProcess({
    ...vite,
    args: [...bin, 'preview', ...config, '--outDir', options.outDir],
    url: options.pageUrl,
  });
}
