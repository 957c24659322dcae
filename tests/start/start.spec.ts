import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';

const started: ChildProcess[] = [];

/** Runs a script of the repository and collects what it prints. */
function run(args: string[], command = process.execPath) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let printed = '';
  const waiting: { text: RegExp; resolve: (match: RegExpExecArray) => void }[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      printed += data.toString();
      for (const { text, resolve } of waiting) {
        const match = text.exec(printed);
        if (match) resolve(match);
      }
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    exit,
    printed: () => printed,
    waitFor: (text: RegExp) =>
      Promise.race([
        new Promise<RegExpExecArray>((resolve) => waiting.push({ text, resolve })),
        exit.then(() => {
          throw new Error(`ended without printing ${String(text)}:\n${printed}`);
        }),
      ]),
  };
}

/** URLs that page, gateway and API answer at: the page knows the other two. */
async function serversOf(page: string): Promise<string[]> {
  const html = await (await fetch(`${page}/my-project/order-notes`)).text();
  const [, gateway] = /"mcApiUrl":\s*"(http:\/\/localhost:\d+)"/.exec(html) ?? [];
  const [, api] = /"externalApiUrl":\s*"(http:\/\/localhost:\d+)"/.exec(html) ?? [];
  return [page, gateway!, `${api!}/health`];
}

/** Resolves once nothing answers at the URL any more. */
async function untilItIsGone(url: string): Promise<void> {
  const answers = () =>
    fetch(url, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
  while (await answers()) await wait(50);
}

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
  }
});

describe('npm start', () => {
  it('starts gateway, API and page, prints one URL, and stops them all on Ctrl-C', async () => {
    const start = run(['scripts/start.mjs']);
    const [, url] = await start.waitFor(/Open (http:\/\/localhost:\d+\/my-project\/order-notes)/);
    const page = await fetch(url!);
    expect(page.status).toBe(200);
    const html = await page.text();
    const [, gateway] = /"mcApiUrl":\s*"(http:\/\/localhost:\d+)"/.exec(html) ?? [];
    expect((await fetch(`${gateway!}/.well-known/jwks.json`)).status).toBe(200);

    start.child.kill('SIGINT');
    expect(await start.exit).toBe(0);
    await expect(fetch(url!)).rejects.toThrow();
    await expect(fetch(gateway!)).rejects.toThrow();
    expect(start.printed().match(/\nOpen /g)).toHaveLength(1);
  }, 120_000);

  // A terminal sends its signals to every process of the group; a program that runs npm sends them to npm alone.
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'ends its three servers when npm alone gets %s',
    async (signal) => {
      const start = run(['start'], 'npm');
      const [, page] = await start.waitFor(/Open (http:\/\/localhost:\d+)\/my-project/);
      const servers = await serversOf(page!);

      start.child.kill(signal);
      for (const url of servers) await untilItIsGone(url);
    },
    120_000,
  );

  it('leaves no server behind when it is killed', async () => {
    const start = run(['scripts/start.mjs']);
    const [, page] = await start.waitFor(/Open (http:\/\/localhost:\d+)\/my-project/);
    const servers = await serversOf(page!);

    start.child.kill('SIGKILL');
    for (const url of servers) await untilItIsGone(url);
  }, 120_000);

  it('names the program that fails and ends the rest', async () => {
    const program = `
      import { runTogether } from './scripts/run-together.mjs';
      const serve = 'require("node:http").createServer((_, answer) => answer.end()).listen(0, "127.0.0.1", function () { console.log("listening on " + this.address().port); })';
      const code = await runTogether([
        { name: 'steady', args: ['-e', serve], ready: 'http://127.0.0.1:1/' },
        { name: 'broken', args: ['-e', 'setTimeout(() => process.exit(3), 1500)'], ready: 'http://127.0.0.1:1/' },
      ], () => console.log('never'));
      process.exit(code);`;
    const together = run(['--input-type=module', '-e', program]);
    const [, port] = await together.waitFor(/\[steady\] listening on (\d+)/);
    expect(await together.exit).toBe(1);
    expect(together.printed()).toContain('broken ended (exit code 3); stopping the others');
    expect(together.printed()).not.toContain('never');
    await expect(fetch(`http://127.0.0.1:${port!}/`)).rejects.toThrow();
  }, 60_000);
});
