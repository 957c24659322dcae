// npm start: gateway, external API and Custom Application on this machine, until Ctrl-C.
import { ensureInstalled } from './ensure-installed.mjs';
import { freePort } from './free-port.mjs';
import { runTogether } from './run-together.mjs';

const PROJECT = 'my-project';
const typescript = ['--conditions=@forward-to/source', '--import', 'tsx'];

ensureInstalled();
const [gatewayPort, apiPort, pagePort] = [await freePort(8080), await freePort(6001), await freePort(3001)];
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
  ),
);
