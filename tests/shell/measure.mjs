// Measures this kit beside the published packages in one run. usage: npm run measure (tests/shell); builds first.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackages } from './build-packages.mjs';

const ROUNDS = 15;
const CALLS = 20_000;
const here = path.dirname(fileURLToPath(import.meta.url));
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

buildPackages();
openPage();
const require = createRequire(import.meta.url);
const subjects = [
  { name: 'published', from: require('@commercetools-frontend/application-shell-connectors') },
  { name: 'this kit', from: require('@forward-to/http-client') },
].map(({ name, from }) => ({ name, run: from.createHttpClientOptions, times: [] }));

const config = {
  userAgent: 'order-notes/1.0',
  forwardToConfig: {
    uri: 'https://api.example.com/orders/1',
    headers: { 'X-Foo': 'bar' },
    includeUserPermissions: true,
  },
};
// In turn, so that whatever slows the machine slows both; the first rounds warm up.
for (let round = -3; round < ROUNDS; round += 1) {
  for (const { run, times } of subjects) {
    const start = process.cpuUsage();
    for (let call = 0; call < CALLS; call += 1) run(config);
    const { user, system } = process.cpuUsage(start);
    if (round >= 0) times.push((user + system) / CALLS);
  }
}
const [theirs, ours] = subjects.map(({ times }) => median(times));
console.log(`createHttpClientOptions with forwardToConfig, CPU time, median of ${ROUNDS} rounds of ${CALLS} calls:`);
console.log(
  `  published ${theirs.toFixed(2)} µs, this kit ${ours.toFixed(2)} µs: ${(theirs / ours).toFixed(1)} times as fast`,
);

console.log('require() in a process of its own, median of 9 (with what each package imports):');
for (const name of [
  '@commercetools-frontend/application-shell-connectors',
  '@commercetools-frontend/sdk',
  '@commercetools-backend/express',
  '@forward-to/http-client',
  '@forward-to/apollo',
  '@forward-to/sdk',
  '@forward-to/server/express',
]) {
  const code = `window = { app: { mcApiUrl: 'http://localhost' } }; const start = performance.now(); require(${JSON.stringify(name)}); console.log(performance.now() - start);`;
  const times = Array.from({ length: 9 }, () =>
    Number(execFileSync(process.execPath, ['-e', code], { cwd: here, encoding: 'utf8' })),
  );
  console.log(`  ${median(times).toFixed(0).padStart(4)} ms ${name}`);
}

/**
 * A page of an application, in development: with a session token. Of plain objects, since jsdom's storage takes ten times as
 * long as either function, and would hide both.
 */
function openPage() {
  const stored = new Map([['sessionToken', 'token']]);
  const storage = {
    getItem: (name) => stored.get(name) ?? null,
    setItem: () => undefined,
    removeItem: () => undefined,
  };
  const location = new URL('https://mc.example.com/my-project/notes');
  const app = { mcApiUrl: 'https://mc-api.example.com', applicationIdentifier: 'id', applicationName: 'order-notes' };
  const window = { app, location, origin: location.origin, sessionStorage: storage, localStorage: storage };
  Object.assign(globalThis, { window, location, sessionStorage: storage, localStorage: storage });
}
