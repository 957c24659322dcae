import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = new URL('../../', import.meta.url);

export interface RunningProcess {
  stop(): Promise<void>;
}

interface ProcessOptions {
  args: readonly string[];
  env: Record<string, string>;
  /** Folder below the root of the repository. */
  cwd?: string;
}

/** Runs a Node program to its end. @throws Error with its output when it fails. */
export async function runProcess(options: ProcessOptions): Promise<void> {
  const { child, output } = spawnNode(options);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${options.args.join(' ')} ended with ${code}:\n${output()}`);
}

/** Starts a Node program and waits until `url` responds with a status of 200 to 299, or as `isUp` says. */
export async function startProcess(
  options: ProcessOptions & { url: string; isUp?: (response: Response) => boolean },
): Promise<RunningProcess> {
  const { child, output } = spawnNode(options);
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await exited;
  };
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt += 1) {
    const isUp = await fetch(options.url).then(
      (response) => options.isUp?.(response) ?? response.ok,
      () => false,
    );
    if (isUp) return { stop };
    await wait(100);
  }
  await stop();
  throw new Error(`${options.args.join(' ')} did not answer at ${options.url}:\n${output()}`);
}

function spawnNode({ args, env, cwd = '.' }: ProcessOptions) {
  const child = spawn(process.execPath, args, {
    cwd: new URL(cwd.endsWith('/') ? cwd : `${cwd}/`, ROOT),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}

/** A port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
