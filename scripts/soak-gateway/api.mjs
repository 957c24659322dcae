// The external API of the soak run: says who called and what arrived, so that each response can be checked.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createSessionAuthVerifier } from '@forward-to/server';
import { answerMeasurements } from './measure.mjs';

const [port, issuer] = [Number(process.argv[2]), process.argv[3]];
const verify = createSessionAuthVerifier({
  audience: `http://localhost:${port}`,
  issuer,
  projects: ['my-project'],
  // A twentieth of the default, so that new keys are known soon after a restart of the gateway.
  jwks: { cooldownDuration: 500 },
});
const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    if (response.headersSent) return response.destroy();
    response.writeHead(error.statusCode ?? 500, { 'x-forward-to-error': `${error.source}/${error.code}` }).end();
  });
});
server.listen(port, '127.0.0.1', answerMeasurements);

async function answer(request, response) {
  const { userId, userPermissions } = await verify(request);
  const body = await buffer(request);
  const digest = createHash('sha256').update(body).digest('hex');
  response.setHeader('content-type', 'application/json');
  response.write(JSON.stringify({ call: request.headers['x-call'], userId, userPermissions, digest }));
  // In a second piece, and for some calls in many: a kill then meets responses in the middle.
  for (let left = Number(request.headers['x-pieces'] ?? 0); left > 0; left -= 1) {
    if (!response.write(' '.repeat(16 * 1024))) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end();
}
