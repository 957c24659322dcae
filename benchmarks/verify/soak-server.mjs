// The API of the soak run; its times are a tenth of the defaults and less, so that 60 s see many of them pass.
import { once } from 'node:events';
import express from 'express';
import { createSessionMiddleware } from '../../packages/server/dist/express/index.js';
import { AUDIENCE } from './issuer.mjs';

const [issuer] = await once(process, 'message');
const jwks = { cacheMaxAge: 2000, cooldownDuration: 500, timeout: 500, maxStale: 60_000 };
const app = express();
app.use(createSessionMiddleware({ audience: AUDIENCE, issuer, projects: ['my-project'], jwks }));
app.get('/orders', (_request, response) => response.json({ results: [] }));
const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('message', () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
process.on('disconnect', () => process.exit());
