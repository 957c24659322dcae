import { applicationConfig } from '@forward-to/application-config/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const env = {
  MC_API_URL: 'http://localhost:8080',
  EXTERNAL_API_URL: 'http://localhost:6001',
  PORT: '3001',
  ...process.env,
};
const server = { host: 'localhost', port: Number(env.PORT), strictPort: true };

export default defineConfig({
  // window.app and the Content-Security-Policy, from custom-application-config.json.
  plugins: [react(), applicationConfig({ env })],
  // The packages of this repository are used from their sources, without a build.
  resolve: { conditions: ['@forward-to/source', ...defaultClientConditions] },
  server,
  preview: server,
});
