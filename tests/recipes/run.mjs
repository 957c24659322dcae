// Runs each recipe for real behind the local gateway. usage: npm run matrix (root)
// --only hono,next-dev picks
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import nodePath from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';

const here = nodePath.dirname(fileURLToPath(import.meta.url));
const root = nodePath.resolve(here, '../..');
const next = (...args) => [nodePath.join(here, 'node_modules/next/dist/bin/next'), ...args];
const nextFolder = nodePath.join(here, 'next');
const { values } = parseArgs({ options: { only: { type: 'string' } } });

const recipes = {
  hono: { args: ['server.mjs'], cwd: nodePath.join(here, 'hono'), prefixes: ['', '/api', '/mounted'] },
  'next-dev': {
    args: next('dev', '-H', '127.0.0.1'),
    cwd: nextFolder,
    prefixes: ['', '/edge'],
    // Rewritten to /orders/1 by next.config; the token is for what the caller wrote.
    more: [['lets in a rewritten path', '/rewritten/1', { id: '1', user: 'manager' }]],
  },
  'next-dev-base-path': {
    args: next('dev', '-H', '127.0.0.1'),
    cwd: nextFolder,
    prefixes: ['/base'],
    env: { BASE_PATH: '/base' },
  },
  // In production no loopback issuer is trusted: what is seen is that the built application refuses.
  'next-start': { args: next('start', '-H', '127.0.0.1'), cwd: nextFolder, prefixes: [''], isProduction: true },
};

for (const name of ['protocol', 'server', 'gateway']) {
  const args = ['run', 'build', '--silent', '-w', `@forward-to/${name}`];
  execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
const { casesOf, productionCasesOf } = await import('./cases.mjs');
const { startGateway } = await import('./start-gateway.mjs');

for (const [name, recipe] of Object.entries(recipes)) {
  if (values.only && !values.only.split(',').includes(name)) continue;
  const started = Date.now();
  const { count, failures } = await runRecipe(recipe).catch((error) => ({ count: 1, failures: [error.message] }));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${failures.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(18)} ${count - failures.length} of ${count} (${seconds} s)`,
  );
  for (const failure of failures) console.error(`  ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

// Next.js leaves TypeScript there, which the checks of the repository would read.
rmSync(nodePath.join(nextFolder, 'dist'), { recursive: true, force: true });

async function runRecipe({ args, cwd, prefixes, env = {}, more = [], isProduction = false }) {
  const port = await freePort();
  const gateway = await startGateway(port);
  const variables = {
    ...process.env,
    ...env,
    PORT: String(port),
    PUBLIC_URL: gateway.publicUrl,
    ISSUER: isProduction ? 'gcp-eu' : gateway.url,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  if (isProduction) execFileSync(process.execPath, next('build'), { cwd, env: variables, stdio: 'ignore' });
  const child = spawn(process.execPath, args, { cwd, env: variables, stdio: 'ignore' });
  try {
    await answering(port, child);
    const direct = { port };
    const makeCases = isProduction ? productionCasesOf : casesOf;
    const cases = [
      ...prefixes.flatMap((prefix) => makeCases({ gateway: gateway.call, direct, prefix })),
      ...more.map(([name, path, body]) => ({
        name,
        run: async () => [(await gateway.call('manager', path)).body, body],
      })),
    ];
    const failures = [];
    for (const { name, run } of cases) {
      const [actual, expected] = await run().catch((error) => [error.message, 'an answer']);
      if (!isDeepStrictEqual(actual, expected)) {
        failures.push(`${name}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
      }
    }
    return { count: cases.length, failures };
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    await gateway.close();
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(port, child) {
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await wait(100);
  }
  throw new Error('the recipe did not start');
}
