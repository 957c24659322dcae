import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

const BODIES = [undefined, randomBytes(100), randomBytes(64 * 1024)];

/** One connection that calls until `isOver()`, checks each response, and tells of each loss with its time and its mark. */
export async function sendCalls({ number, users, gatewayUrl, apiUrl, isOver, onGood, onWrong, onLoss }) {
  const user = number % users;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let session;
  for (let count = 0; !isOver(); count += 1) {
    const body = BODIES[count % BODIES.length];
    const id = `${number}-${count}`;
    const startedAt = Date.now();
    const signedInAt = session?.at;
    try {
      session ??= await signIn(gatewayUrl, agent, user);
      const answer = await send(agent, `${gatewayUrl}/proxy/forward-to`, body === undefined ? 'GET' : 'POST', body, {
        authorization: `Bearer ${session.token}`,
        'accept-version': 'v2',
        'x-forward-to': `${apiUrl}/calls`,
        'x-forward-to-audience-policy': 'forward-url-full-path',
        'x-forward-to-claims': 'permissions',
        'x-project-key': 'my-project',
        'x-forward-header-x-call': id,
        'x-forward-header-x-pieces': String(count % 7 === 0 ? 40 : 0),
      });
      if (answer.status !== 200) throw Object.assign(new Error('refused'), { mark: answer.mark ?? 'unmarked' });
      const digest = createHash('sha256')
        .update(body ?? '')
        .digest('hex');
      const expected = { call: id, userId: `user-${user}`, userPermissions: [`canUse${user}`], digest };
      if (JSON.stringify(JSON.parse(answer.body)) === JSON.stringify(expected)) onGood();
      else onWrong(`${id}: ${answer.body.slice(0, 200)}`);
    } catch (error) {
      const mark = error.mark ?? (error.begun ? 'broken' : 'connection');
      onLoss({ mark, startedAt, endedAt: Date.now(), signedInAt });
      if (mark === 'gateway/unauthenticated' || mark === 'connection') session = undefined;
      await wait(50);
    }
  }
  agent.destroy();
}

async function signIn(gatewayUrl, agent, user) {
  const headers = { 'content-type': 'application/json' };
  const at = Date.now();
  const { body } = await send(
    agent,
    `${gatewayUrl}/sign-in`,
    'POST',
    JSON.stringify({ userId: `user-${user}` }),
    headers,
  );
  return { token: JSON.parse(body).sessionToken, at };
}

async function send(agent, url, method, body, headers) {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const response = await new Promise((resolve, reject) => {
    request(url, { method, agent, headers: { ...headers, ...length } }, resolve)
      .on('error', reject)
      .end(body);
  });
  try {
    const received = await text(response);
    return { status: response.statusCode, mark: response.headers['x-forward-to-error'], body: received };
  } catch (error) {
    throw Object.assign(error, { begun: true });
  }
}
