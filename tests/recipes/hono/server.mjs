/* global Response */
// Hono on Node, behind whatever gateway ISSUER names. `npm test` in the folder above runs it.
import { assertPermissions, createSessionGuard } from '@forward-to/server/fetch';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const withSession = createSessionGuard({
  audience: process.env.PUBLIC_URL,
  issuer: process.env.ISSUER,
  projects: ['my-project'],
});

const readOrder = withSession((_request, session, context) => {
  assertPermissions(session, 'canViewOrders');
  return context.json({ id: context.req.param('id'), user: session.userId });
});

const app = new Hono();
app.get('/orders/:id', (context) => readOrder(context.req.raw, context));

// A sub-application sees the whole URL.
const api = new Hono();
api.get('/orders/:id', (context) => readOrder(context.req.raw, context));
app.route('/api', api);

// A mounted handler sees the path without the mount point, so that its guard has to know it.
const withMountedSession = createSessionGuard({
  audience: process.env.PUBLIC_URL,
  issuer: process.env.ISSUER,
  projects: ['my-project'],
  basePath: '/mounted',
});
const readMounted = withMountedSession((request, session) => {
  assertPermissions(session, 'canViewOrders');
  return Response.json({ id: new URL(request.url).pathname.split('/').at(-1), user: session.userId });
});
app.mount('/mounted', (request) => readMounted(request));

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
