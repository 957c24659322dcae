import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = new URL('../../', import.meta.url);

export interface RunningFunction {
  /** What it wrote to its output so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts `npm run start:<platform>` of the example without npm, and waits until anything answers at `url`. */
export async function startFunction(platform: string, url: string, issuer: string): Promise<RunningFunction> {
  const entry = `examples/serverless/src/main-${platform}.ts`;
  const child = spawn(process.execPath, ['--conditions=@forward-to/source', '--import', 'tsx', entry], {
    cwd: ROOT,
    env: { ...process.env, PORT: new URL(url).port, PUBLIC_URL: url, ISSUER: issuer, PROJECTS: 'my-project' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await exited;
  };
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt += 1) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answers) return { output: () => text, stop };
    await wait(100);
  }
  await stop();
  throw new Error(`${entry} did not answer at ${url}:\n${text}`);
}
