// Serves examples/quick-start with its own configuration, but for one addition: the packages are used from their sources, without a build.
import { createServer, defaultClientConditions } from 'vite';

const server = await createServer({
  configLoader: 'native',
  resolve: { conditions: ['@forward-to/source', ...defaultClientConditions] },
  // A folder of its own for each run, since two runs may overlap.
  cacheDir: process.env.VITE_CACHE,
  server: { port: Number(process.env.PORT), strictPort: true },
});
await server.listen();
