import { createServer, request as send } from 'node:http';
import { once } from 'node:events';
import { API_URL, REAL_API_URL } from './addresses.mjs';

/**
 * Listens where the application looks for its API, and passes everything on to the real one. So a test sees what arrives,
 * and can let the API refuse or stay silent.
 */
export async function startApiInFront() {
  const received = [];
  let next;
  const server = createServer((request, response) => {
    const chunks = [];
    const entry = { method: request.method, path: request.url, headers: request.headers, body: '', isCutOff: false };
    received.push(entry);
    response.on('close', () => {
      entry.isCutOff = !response.writableFinished;
    });
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      entry.body = body.toString();
      const isMine = next?.matches(entry);
      const answer = isMine ? next.answer : undefined;
      if (isMine) next = undefined;
      if (answer === 'silence') return;
      if (answer)
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      else passOn(request, body, response);
    });
  });
  server.listen(Number(new URL(API_URL).port), 'localhost');
  await once(server, 'listening');
  return {
    received,
    /** Answers the next request of this method and path with `answer`, or never: 'silence'. */
    answerNext: (method, path, answer) => {
      next = { answer, matches: (entry) => entry.method === method && path.test(entry.path) };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function passOn({ method, url, headers }, body, response) {
  const upstream = send(new URL(url, REAL_API_URL), { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  upstream.end(body);
}
