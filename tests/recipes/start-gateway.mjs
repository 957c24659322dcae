// A local gateway in front of a tunnel in front of a recipe; the tunnel catches the tokens that pass it.
import { createServer, request } from 'node:http';
import { createGateway } from '@forward-to/gateway';

/** Starts gateway and tunnel; `PUBLIC_URL` of the recipe is that of the tunnel. */
export async function startGateway(recipePort) {
  let token;
  const tunnel = createServer((incoming, outgoing) => {
    token = incoming.headers.authorization?.slice('Bearer '.length);
    const { url, headers, method } = incoming;
    const sent = request({ host: '127.0.0.1', port: recipePort, path: url, headers, method }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    sent.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(sent);
  });
  await new Promise((resolve) => tunnel.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://localhost:${tunnel.address().port}`;
  const gateway = createGateway({
    projects: ['my-project', 'other'],
    targets: [publicUrl],
    port: 0,
    users: [userWith('manager', ['canViewOrders']), userWith('viewer', ['canViewNothing'])],
  });
  const url = await gateway.listen();
  return {
    url,
    publicUrl,
    call: async (userId, path, { projectKey = 'my-project', claims = 'permissions' } = {}) => {
      const { body } = await fetchJson(`${url}/sign-in`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ userId }),
      });
      const answer = await fetchJson(`${url}/proxy/forward-to`, {
        headers: {
          Authorization: `Bearer ${body.sessionToken}`,
          'Accept-version': 'v2',
          'X-Project-Key': projectKey,
          'X-Forward-To': publicUrl + path,
          'X-Forward-To-Audience-Policy': 'forward-url-full-path',
          ...(claims && { 'X-Forward-To-Claims': claims }),
        },
      });
      return { ...answer, token };
    },
    close: async () => {
      await gateway.close();
      tunnel.closeAllConnections();
      await new Promise((resolve) => tunnel.close(resolve));
    },
  };
}

async function fetchJson(url, init) {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : null };
}

function userWith(id, permissions) {
  return { id, name: id, projects: { 'my-project': { permissions }, other: { permissions } } };
}
