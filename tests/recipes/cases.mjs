// The calls that every recipe has to tell apart: through the gateway, and straight to it with a token that was caught on the way.
import { connect } from 'node:net';

const GOOD = { user: 'manager' };
const PATHS_OF_OTHERS = [
  '/orders/2',
  '/orders/1/../2',
  '/orders/1/%2e%2e/2',
  '/orders/1/..%2f2',
  '//orders/1',
  '/orders//1',
  '/orders\\1',
  '/./orders/1',
  '/orders/1/',
  '/orders/1%00',
  '/orders/1;x=2',
  '/ORDERS/1',
  'http://localhost/orders/2',
  'http://other.example.com/orders/2',
];

/**
 * Gives the checks of one recipe, each with a name and what it is to be; `prefix` stands before `/orders`.
 *
 * @param gateway sends a call through the gateway: `(userId, path, { projectKey?, claims? })`.
 * @param direct where the recipe itself listens.
 */
export function casesOf({ gateway, direct, prefix = '' }) {
  const path = `${prefix}/orders/1`;
  const refusals = {
    'a call that asked for no permissions': [
      403,
      'permissions_not_requested',
      () => gateway('manager', path, { claims: '' }),
    ],
    'a user without the permission': [403, 'insufficient_permissions', () => gateway('viewer', path)],
    'a user of another Project': [403, 'project_not_allowed', () => gateway('manager', path, { projectKey: 'other' })],
    'a call without a token': [401, 'missing_authorization', () => send(direct, path)],
    'a token that is none': [401, 'malformed_token', () => send(direct, path, 'a.b.c')],
    'a changed signature': [
      401,
      'invalid_signature',
      async () => send(direct, path, forge(await tokenOf(gateway, path))),
    ],
    'a token of another path': [
      401,
      'audience_mismatch',
      async () => send(direct, `${prefix}/orders/2`, await tokenOf(gateway, path)),
    ],
  };
  return [
    ...['', '?view=short&to=/orders/2', '#part'].map((end) => ({
      name: `${path}${end} lets in a user with the permission`,
      run: async () => [(await gateway('manager', path + end)).body, { id: '1', ...GOOD }],
    })),
    {
      name: `${prefix}/orders lets in a path beyond ASCII`,
      run: async () => [(await gateway('manager', `${prefix}/orders/caf%C3%A9`)).status, 200],
    },
    ...Object.entries(refusals).map(([name, [status, code, run]]) => ({
      name: `${path} refuses ${name}`,
      run: async () => {
        const answer = await run();
        return [
          [answer.status, answer.body?.forwardToError?.code],
          [status, code],
        ];
      },
    })),
    ...PATHS_OF_OTHERS.map((other) => ({
      name: `a token of ${path} opens nothing else by ${JSON.stringify(other)}`,
      run: async () => {
        const target = other.startsWith('http') ? other.replace('/orders', `${prefix}/orders`) : prefix + other;
        const { body } = await send(direct, target, await tokenOf(gateway, path));
        // A framework may answer 404, redirect, or tidy the path up before its router and the guard see it.
        return [body?.user === undefined || body.id === '1', true];
      },
    })),
  ];
}

/** What a built application shows that trusts no gateway of this machine: it refuses, and says why by its code. */
export function productionCasesOf({ gateway, direct, prefix = '' }) {
  const path = `${prefix}/orders/1`;
  const refusals = {
    'a call without a token': ['missing_authorization', () => send(direct, path)],
    'a token that is none': ['malformed_token', () => send(direct, path, 'a.b.c')],
    'a token of the local gateway': ['issuer_mismatch', () => gateway('manager', path)],
  };
  return Object.entries(refusals).map(([name, [code, run]]) => ({
    name: `${path} refuses ${name}`,
    run: async () => {
      const { status, body } = await run();
      // Nothing about the configuration: code and message, no hint.
      return [
        [status, body?.forwardToError?.code, body?.forwardToError?.hint],
        [401, code, undefined],
      ];
    },
  }));
}

async function tokenOf(gateway, path) {
  const { token } = await gateway('manager', path);
  return token;
}

function forge(token) {
  return token.slice(0, token.lastIndexOf('.') + 1) + Buffer.alloc(256, 1).toString('base64url');
}

/** Sends one request by a raw socket: an HTTP client would tidy up its path. */
function send({ port }, target, token) {
  const lines = [`GET ${target} HTTP/1.1`, `Host: localhost:${port}`, 'Connection: close'];
  if (token) lines.push(`Authorization: Bearer ${token}`);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.setTimeout(20_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (data) => (text += data));
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]), body: jsonOf(text) }));
  });
}

/** The JSON object in an answer, chunked or not. */
function jsonOf(text) {
  try {
    return JSON.parse(/\r\n\r\n[^{]*(\{.*\})/s.exec(text)?.[1] ?? 'null');
  } catch {
    return null;
  }
}
