import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const port = Number(process.env.PORT ?? 3001);
const server = { host: 'localhost', port, strictPort: true };

export default defineConfig({
  plugins: [react(), applicationEnvironment()],
  // The packages of this repository are used from their sources, without a build.
  resolve: { conditions: ['@forward-to/source', ...defaultClientConditions] },
  server,
  preview: server,
});

/** Puts `window.app` into the page, where the Merchant Center shell of a deployed application puts it. */
function applicationEnvironment(): Plugin {
  const app = {
    applicationName: 'order-notes',
    mcApiUrl: process.env.MC_API_URL ?? 'http://localhost:8080',
    externalApiUrl: process.env.EXTERNAL_API_URL ?? 'http://localhost:6001',
  };
  // JSON may hold "</script>"; an escaped "<" can't end the element.
  const children = `window.app = ${JSON.stringify(app).replaceAll('<', String.raw`\u003c`)};`;
  return {
    name: 'application-environment',
    transformIndexHtml: () => [{ tag: 'script', children, injectTo: 'head-prepend' }],
  };
}
