// npm run shell:start: the published application shell with examples/shell-application in it, gateway and external API, until Ctrl-C.
import { ensureInstalled } from './ensure-installed.mjs';
import { freePort } from './free-port.mjs';
import { prepareShellApplication, SHELL_APPLICATION } from './prepare-shell-application.mjs';
import { runTogether } from './run-together.mjs';

const PROJECT = 'my-project';
// mc-scripts signs in at this port only, whatever it listens on.
const PAGE_PORT = 3001;

if ((await freePort(PAGE_PORT)) !== PAGE_PORT) {
  console.error(`Port ${PAGE_PORT} is taken, and mc-scripts works at this port only. Stop what runs there.`);
  process.exit(1);
}
ensureInstalled();
prepareShellApplication();
const gateway = `http://localhost:${await freePort(8080)}`;
const api = `http://localhost:${await freePort(6001)}`;
const page = `http://localhost:${PAGE_PORT}`;

process.exit(
  await runTogether(
    [
      {
        name: 'gateway',
        args: [
          `${SHELL_APPLICATION}/node_modules/@forward-to/gateway/dist/cli.js`,
          '--config=examples/gateway.config.json',
          `--project=${PROJECT}`,
          `--target=${api}`,
          `--port=${new URL(gateway).port}`,
        ],
        ready: `${gateway}/.well-known/jwks.json`,
      },
      {
        name: 'external-api',
        args: ['--conditions=@forward-to/source', '--import', 'tsx', 'examples/external-api/src/main.ts'],
        env: { PORT: new URL(api).port, PUBLIC_URL: api, ISSUER: gateway, PROJECTS: PROJECT },
        ready: `${api}/health`,
      },
      {
        name: 'shell-application',
        args: ['node_modules/@commercetools-frontend/mc-scripts/bin/cli.js', 'start'],
        cwd: SHELL_APPLICATION,
        // CI: no browser is opened, and no progress is drawn.
        env: { CI: '1', MC_API_URL: gateway, EXTERNAL_API_URL: api },
        ready: page,
        startupTimeout: 300_000,
      },
    ],
    () => console.log(`\nOpen ${page}/${PROJECT}/order-notes   (Ctrl-C stops everything)\n`),
    // npm passes a SIGTERM to the shell between it and this script, and the shell tells nobody.
    { endWithParent: process.env.npm_lifecycle_event === 'shell:start' },
  ),
);
