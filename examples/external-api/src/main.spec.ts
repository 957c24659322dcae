import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';

const commandLine = ['--conditions=@forward-to/source', '--import', 'tsx', join(__dirname, 'main.ts')];

describe('main', () => {
  it.each([
    ['json', expect.stringMatching(/^\{"level":40,.*"name":"audit","code":"missing_authorization".*\}$/)],
    ['readable', 'Rejected with missing_authorization'],
  ])(
    'prints one line when it listens and one for each call that needs a token (%s), and ends on SIGTERM',
    async (format, audited) => {
      const folder = mkdtempSync(join(tmpdir(), 'order-notes-'));
      const port = await findFreePort();
      const env = { ...process.env, PORT: `${port}`, DATABASE_FILE: join(folder, 'notes.sqlite'), LOG_FORMAT: format };
      const child = spawn(process.execPath, commandLine, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const complaints = readAll(child.stderr);
      const lines: string[] = [];
      const output = createInterface(child.stdout).on('line', (line) => lines.push(line));
      await once(output, 'line');
      expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
      expect((await fetch(`http://127.0.0.1:${port}/order-notes`)).status).toBe(401);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(lines).toHaveLength(2);
      expect(lines[0]).toBe(`External API listens on http://localhost:${port}`);
      expect(lines[1]).toEqual(audited);
      // The one warning of a development set-up, with Node's hint at its stack.
      expect(await complaints).toMatch(/^\(node:\d+\) \[FORWARD_TO_LOOPBACK_ISSUER\] Warning: .*\n\(Use .*\)\n$/);
      rmSync(folder, { recursive: true });
    },
    60_000,
  );

  it.each([
    [{ PORT: 'none' }, 'PORT must be a port.'],
    [{ PORT: '6001', DATABASE_FILE: join(tmpdir(), 'no-such-folder', 'notes.sqlite') }, 'Unable to open'],
    [{ PORT: '6001', DATABASE_FILE: ':memory:', ISSUER: 'nowhere' }, '\n  Use one of gcp-au'],
  ])(
    'says what it cannot use, without a stack: %j',
    async (settings, reason) => {
      const env = { ...process.env, ...settings };
      const child = spawn(process.execPath, commandLine, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      const [stderr, [code]] = await Promise.all([readAll(child.stderr), once(child, 'exit')]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^External API cannot start: .*\n(?: {2}.*\n)?$/);
      expect(stderr).toContain(reason);
    },
    60_000,
  );
});

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
