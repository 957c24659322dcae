// The API of the soak run; its times are a tenth of the defaults and less, so that 60 s see many of them pass.
import { once } from 'node:events';
import { setImmediate } from 'node:timers';
import express from 'express';
import { createSessionMiddleware } from '../../packages/server/dist/express/index.js';
import { AUDIENCE } from './issuer.mjs';

const [issuer] = await once(process, 'message');
const jwks = { cacheMaxAge: 2000, cooldownDuration: 500, timeout: 500, maxStale: 60_000 };
const app = express();
const verify = createSessionMiddleware({ audience: AUDIENCE, issuer, projects: ['my-project'], jwks });
app.use((request, response, next) => {
  // With its key at hand, a request is verified within one turn of the event loop. However slow the machine is, what takes longer waited.
  let isSameTurn = true;
  setImmediate(() => {
    isSameTurn = false;
  });
  void verify(request, response, (error) => {
    if (!isSameTurn) response.setHeader('x-waited-for-keys', '1');
    next(error);
  });
});
app.get('/orders', (_request, response) => response.json({ results: [] }));
const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('message', () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
process.on('disconnect', () => process.exit());
