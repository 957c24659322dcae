import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

// Each test starts a process of its own.
jest.setTimeout(60_000);

const ENTRY = path.join(__dirname, 'cli.ts');
let child: ChildProcessWithoutNullStreams;
afterEach(() => {
  child.kill();
});

/** Runs the command line as its user does. */
function run(...args: string[]) {
  child = spawn(process.execPath, ['--conditions=@forward-to/source', '--import', 'tsx', ENTRY, ...args]);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  return {
    output,
    ended: once(child, 'close').then(([code]) => code as number | null),
    printed: async (pattern: RegExp) => {
      while (!pattern.test(output.out)) await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      return pattern.exec(output.out)?.[1] ?? '';
    },
  };
}

describe('forward-to-gateway', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'says where it listens and what comes in, and ends with %s',
    async (signal) => {
      const { printed, ended, output } = run(
        '--project',
        'my-project',
        '--target',
        'http://localhost:1',
        '--port',
        '0',
      );
      const url = await printed(/^forward-to-gateway listens on (\S+) \(my-project → http:\/\/localhost:1\)\n/);
      const signIn = await fetch(`${url}/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' } });
      const { sessionToken } = (await signIn.json()) as { sessionToken: string };
      await fetch(`${url}/proxy/forward-to`, {
        headers: {
          authorization: `Bearer ${sessionToken}`,
          'x-forward-to': 'http://localhost:1/notes?key=secret',
          'x-forward-to-audience-policy': 'forward-url-full-path',
          'x-project-key': 'my-project',
        },
      });
      await fetch(url, { headers: { origin: 'http://localhost:4000' } });
      await printed(/(--origin http:\/\/localhost:4000)/);
      child.kill(signal);
      expect(await ended).toBe(0);
      expect(output.out).toContain('developer signed in\n');
      expect(output.out).toContain('Warning: GET http://localhost:1/notes came without Accept-version');
      expect(output.out).toContain('GET http://localhost:1/notes rejected by the gateway: target_unreachable. ');
      expect(output.out).not.toContain(sessionToken);
      expect(output.out).not.toContain('secret');
      expect(output.err).toBe('');
    },
  );

  it('goes on when nobody reads its output any more', async () => {
    const { printed, ended, output } = run('--project', 'p', '--target', 'http://localhost:1', '--port', '0');
    const url = await printed(/listens on (\S+)/);
    child.stdout.destroy();
    for (let call = 0; call < 3; call += 1) {
      const signIn = { method: 'POST', headers: { 'content-type': 'application/json' } };
      expect((await fetch(`${url}/sign-in`, signIn)).status).toBe(200);
    }
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output.err).toBe('');
  });

  it('prints its version and its help', async () => {
    const version = run('--version');
    expect([await version.ended, version.output.out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
    const help = run('--help');
    expect([await help.ended, help.output.out]).toEqual([0, expect.stringMatching(/^Usage: forward-to-gateway /)]);
  });

  it('ends with 2, a line and a hint when it is called wrongly', async () => {
    const { ended, output } = run('--project', 'my-project', '--target', 'http://api.example.com');
    expect(await ended).toBe(2);
    expect(output.err).toBe(
      'forward-to-gateway: targets[0] is an http: URL of another machine\n  Use an https: URL. An http: URL is only allowed for this machine, for example http://localhost:6001.\n',
    );
  });

  it('explains "conformance", and names the flag that is missing', async () => {
    const help = run('conformance', '--help');
    expect([await help.ended, help.output.out]).toEqual([0, expect.stringContaining('forward-to-gateway conformance')]);
    const wrong = run('conformance', '--upstream', 'http://mc-api.example.com');
    expect([await wrong.ended, wrong.output.err]).toEqual([2, expect.stringContaining('http: URL of another machine')]);
  });

  it('ends with 1 when the port is in use', async () => {
    const first = run('--project', 'p', '--target', 'http://localhost:1', '--port', '0');
    const running = child;
    const { port } = new URL(await first.printed(/listens on (\S+)/));
    const second = run('--project', 'p', '--target', 'http://localhost:1', '--port', port);
    expect(await second.ended).toBe(1);
    expect(second.output.err).toContain(`Port ${port} is in use\n`);
    running.kill();
    await first.ended;
  });
});
