import { createSessionMiddleware, requirePermissions } from '@forward-to/server/express';
import express from 'express';

const { ISSUER = 'http://localhost:8080', AUDIENCE = 'http://localhost:6001', PORT = '6001' } = process.env;

const app = express();
app.use(createSessionMiddleware({ issuer: ISSUER, audience: AUDIENCE, projects: ['my-project'] }));

app.get('/orders/:id', requirePermissions('canViewOrders'), (request, response) => {
  response.json({ id: request.params.id, total: 4200, seenBy: request.session.userId });
});

app.delete('/orders/:id', requirePermissions('canManageOrders'), (request, response) => {
  response.sendStatus(204);
});

app.listen(Number(PORT), () => console.log(`The API listens on port ${PORT}`));
