// One Express server of one kind; tells its port, and its CPU microseconds when asked.
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createSessionMiddleware as createReference } from '@commercetools-backend/express';
import express from 'express';
import { createSessionMiddleware } from '../../packages/server/dist/express/index.js';
import { AUDIENCE } from './issuer.mjs';
import { bare } from './subjects.mjs';

const [{ kind, issuer, pem }] = await once(process, 'message');
const verifyBare = bare(createPublicKey(pem));
const middlewares = {
  'bare route': [],
  'bare crypto.verify': [
    (request, _response, next) => {
      verifyBare(request.headers.authorization.slice(7));
      next();
    },
  ],
  '@forward-to/server': [createSessionMiddleware({ audience: AUDIENCE, issuer, projects: ['my-project'] })],
  '@commercetools-backend/express': [createReference({ audience: AUDIENCE, issuer })],
};

const app = express();
app.use(...middlewares[kind], (_request, response) => response.json({ ok: true }));
const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
// The parent measures one server after the other and keeps its connections.
server.keepAliveTimeout = 0;
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send(user + system);
});
process.on('disconnect', () => process.exit());
