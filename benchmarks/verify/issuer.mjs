// An issuer with one RSA key, a key server on loopback, and tokens of which no two are equal.
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export const AUDIENCE = 'https://api.example.com';
export const PATH = '/orders/1234';
const KID = 'bench-key';

export async function startIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }] };
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(jwks));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  let serial = 0;
  return {
    issuer,
    jwks,
    publicKey,
    /** Each token is for another user, so that no cache of results can help. */
    mint: (count) =>
      Array.from({ length: count }, () => mintToken({ issuer, privateKey, userId: `user-${(serial += 1)}` })),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function mintToken({ issuer, privateKey, userId }) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    exp: iat + 60,
    iat,
    sub: userId,
    iss: issuer,
    aud: AUDIENCE + PATH,
    type: 'exchange',
    [`${issuer}/claims/project_key`]: 'my-project',
    [`${issuer}/claims/user_permissions`]: ['canViewOrderNotes', 'canManageOrderNotes'],
  };
  const signed = [{ alg: 'RS256', kid: KID }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
