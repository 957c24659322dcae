import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Each test starts a process of its own.
jest.setTimeout(60_000);

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <style>body { color: red; }</style>
    <script>window.early = window.app.color;</script>
  </head>
  <body><script type="module" src="/main.js"></script></body>
</html>
`;
const CONFIG = {
  name: 'order-notes',
  mcApiUrl: 'http://localhost:8080',
  additionalEnv: { externalApiUrl: '${env:EXTERNAL_API_URL}', color: 'grün</script><!--' },
};
const ENV: Record<string, string> = { EXTERNAL_API_URL: 'https://api.example.com' };
let root: string;
let child: ChildProcessWithoutNullStreams;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vite-')));
  writeFileSync(path.join(root, 'index.html'), PAGE);
  writeFileSync(path.join(root, 'main.js'), 'document.title = window.app.externalApiUrl;');
  writeConfig(CONFIG);
});
afterEach(async () => {
  if (child.exitCode === null) {
    child.kill();
    await once(child, 'exit');
  }
  rmSync(root, { recursive: true });
});

function writeConfig(config: object): void {
  writeFileSync(path.join(root, 'custom-application-config.json'), JSON.stringify(config));
}

const REPOSITORY = path.join(__dirname, '../../../..');
const PLUGIN = path.join(__dirname, 'index.ts');

/** Runs the vite command as a user does, with the plugin in its configuration. `plugin` and `config` are source text. */
function runVite(command: string[], { plugin = '', config = '', env = ENV } = {}) {
  const configFile = path.join(root, 'vite.config.mjs');
  writeFileSync(
    configFile,
    `import { applicationConfig } from ${JSON.stringify(PLUGIN)};
    export default { plugins: [applicationConfig(${plugin})], build: { minify: false }, ${config} };`,
  );
  const vite = path.join(REPOSITORY, 'node_modules/vite/bin/vite.js');
  const tsx = [
    '--conditions=@forward-to/source',
    '--import',
    path.join(REPOSITORY, 'node_modules/tsx/dist/esm/index.mjs'),
  ];
  child = spawn(process.execPath, [...tsx, vite, ...command, '--configLoader', 'native'], {
    cwd: root,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...env },
  });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
  }
  return { output, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** Starts a server with the vite command; gives its URL. */
async function serve(command: string[], options?: Parameters<typeof runVite>[1]): Promise<string> {
  const { output, ended } = runVite([...command, '--host', '127.0.0.1', '--port', '0'], options);
  for (;;) {
    const [, url] = /(http:\/\/127\.0\.0\.1:\d+\/)/.exec(output.text) ?? [];
    if (url !== undefined) return url;
    if (child.exitCode !== null) {
      await ended;
      throw new Error(output.text);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What the page defines, and its policy. */
function readPage(html: string) {
  const [, json = ''] = /<script>window\.app = (.*?);<\/script>/.exec(html) ?? [];
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="(.*?)"/.exec(html) ?? [];
  return { app: JSON.parse(json) as Record<string, unknown>, json, policy };
}

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('vite build', () => {
  const build = async (options?: Parameters<typeof runVite>[1]) => {
    const { output, ended } = runVite(['build'], options);
    const code = await ended;
    const html = code === 0 ? readFileSync(path.join(root, 'dist/index.html'), 'utf8') : '';
    return { html, code, text: output.text };
  };

  it('puts window.app and a policy into the page, before every other script', async () => {
    const { html, text } = await build();
    expect(text).not.toMatch(/warn/i);
    const { app, json, policy } = readPage(html);
    expect(app).toMatchObject({
      externalApiUrl: 'https://api.example.com',
      color: 'grün</script><!--',
      mcApiUrl: 'http://localhost:8080',
      env: 'production',
      servedByProxy: true,
    });
    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(json).not.toContain('<');
    const positions = ['charset', 'Content-Security-Policy', 'window.app =', 'window.early'].map((part) =>
      html.indexOf(part),
    );
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));

    // Exactly the scripts and styles that stand in the page, by their hash.
    expect(policy).toContain(
      `script-src 'self' ${sha256(`window.app = ${json};`)} ${sha256('window.early = window.app.color;')};`,
    );
    expect(policy).toMatch(/style-src 'self' 'sha256-[^']+';/);
    expect(policy).toContain("connect-src 'self' http://localhost:8080;");
    expect(policy).not.toContain('unsafe');
  });

  it('allows the origin of assets that are served from elsewhere', async () => {
    const { policy } = readPage((await build({ config: "base: 'https://cdn.example.com/app/'" })).html);
    expect(policy).toMatch(/script-src 'self' https:\/\/cdn\.example\.com /);
    expect(policy).toContain("img-src 'self' data: https://cdn.example.com;");
  });

  it('fails with the name of the variable that is missing', async () => {
    const { code, text } = await build({ env: {} });
    expect(code).toBe(1);
    expect(text).toContain('This environment variable is not set: EXTERNAL_API_URL (in additionalEnv.externalApiUrl).');
  });

  it('warns once about what looks like a secret, without its value', async () => {
    writeConfig({ ...CONFIG, additionalEnv: { clientSecret: 'hunter2' } });
    const { text } = await build();
    expect(text.match(/"additionalEnv\.clientSecret" looks like a secret/g)).toHaveLength(1);
    expect(text).not.toContain('hunter2');
  });

  it('reads .env files of Vite, and another file on request', async () => {
    writeFileSync(path.join(root, '.env'), 'EXTERNAL_API_URL=https://from-file.example.com\n');
    writeFileSync(path.join(root, 'other.json'), JSON.stringify({ ...CONFIG, name: 'other' }));
    const { html } = await build({ plugin: "{ file: 'other.json' }", env: {} });
    expect(readPage(html).app).toMatchObject({
      applicationName: 'other',
      externalApiUrl: 'https://from-file.example.com',
    });
  });

  it('is what vite preview serves, without asking for variables again', async () => {
    await build();
    const html = await (await fetch(await serve(['preview'], { env: {} }))).text();
    expect(readPage(html).app.externalApiUrl).toBe('https://api.example.com');
  });
});

describe('the development server', () => {
  it('serves the page with the configuration as it is now, and allows its own scripts and styles', async () => {
    const url = await serve([]);
    const { app, policy, json } = readPage(await (await fetch(url)).text());
    expect(app).toMatchObject({ env: 'development', servedByProxy: false, externalApiUrl: 'https://api.example.com' });
    expect(policy).toContain(sha256(`window.app = ${json};`));
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    writeConfig({ ...CONFIG, name: 'renamed' });
    expect(readPage(await (await fetch(url)).text()).app.applicationName).toBe('renamed');
  });

  it('does not start while a variable is missing', async () => {
    await expect(serve([], { env: {} })).rejects.toThrow('EXTERNAL_API_URL');
  });
});
