// npm start: gateway, external API and Custom Application on this machine, until Ctrl-C.
import { ensureInstalled } from './ensure-installed.mjs';
import { freePort } from './free-port.mjs';
import { runTogether } from './run-together.mjs';

const PROJECT = 'my-project';
const typescript = ['--conditions=@forward-to/source', '--import', 'tsx'];

ensureInstalled();
const [gatewayPort, apiPort, pagePort] = [
  await pick('gateway', 8080),
  await pick('API', 6001),
  await pick('page', 3001),
];
const gateway = `http://localhost:${gatewayPort}`;
const api = `http://localhost:${apiPort}`;
const page = `http://localhost:${pagePort}`;

process.exit(
  await runTogether(
    [
      {
        name: 'gateway',
        args: [
          ...typescript,
          'packages/gateway/src/cli.ts',
          '--config=examples/gateway.config.json',
          `--project=${PROJECT}`,
          `--target=${api}`,
          `--origin=${page}`,
          `--port=${gatewayPort}`,
        ],
        ready: `${gateway}/.well-known/jwks.json`,
      },
      {
        name: 'external-api',
        args: [...typescript, 'examples/external-api/src/main.ts'],
        env: { PORT: String(apiPort), PUBLIC_URL: api, ISSUER: gateway, PROJECTS: PROJECT },
        ready: `${api}/health`,
      },
      {
        name: 'custom-application',
        args: [
          ...typescript,
          '../../node_modules/vite/bin/vite.js',
          '--configLoader=native',
          `--port=${pagePort}`,
          '--strictPort',
          '--clearScreen=false',
        ],
        cwd: 'examples/custom-application',
        env: { PORT: String(pagePort), MC_API_URL: gateway, EXTERNAL_API_URL: api },
        ready: page,
      },
    ],
    () => console.log(`\nOpen ${page}/${PROJECT}/order-notes   (Ctrl-C stops everything)\n`),
    // A SIGHUP or SIGKILL ends npm without a word to this process.
    { endWithParent: process.env.npm_lifecycle_event === 'start' },
  ),
);

/** The usual port. Where another program has taken it, a free one, and a line that says so: two copies can run side by side. */
async function pick(program, usual) {
  const port = await freePort(usual);
  if (port !== usual) console.log(`Port ${usual} is taken: the ${program} listens on ${port}.`);
  return port;
}
