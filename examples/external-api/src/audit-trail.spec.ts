import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestIssuer } from '@forward-to/testing';
import type { ServedKeys, TestCall, TestIssuer } from '@forward-to/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAuditTrail } from './audit-trail.ts';
import { createApp } from './create-app.ts';
import { openDatabase } from './database.ts';

// What only a token, a cookie or a foreign claim of these tests holds.
const CANARY = 'canary-7f3a';
let issuer: TestIssuer;
let keys: ServedKeys;
let server: Server;
let url: string;
let lines: string[];
const database = openDatabase(':memory:');

beforeEach(async () => {
  issuer = await createTestIssuer();
  keys = await issuer.serve();
  lines = [];
  const httpServer = createServer();
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  const session = { audience: url, issuer: issuer.issuer, projects: ['my-project'] };
  const audit = createAuditTrail({ write: (line) => lines.push(line) });
  httpServer.on('request', createApp({ database, session: { ...session, ...audit } }));
  server = httpServer;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await keys.close();
});

const good = () => ({ url: `${url}/order-notes`, userId: 'manager-1', permissions: ['canViewOrderNotes'] });
const tokenOf = (call: TestCall, from = issuer) => from.authorization(call).slice('Bearer '.length);
const call = async (token: string | undefined, correlationId = 'mc/my-project/manager-1/abc') => {
  const headers = new Headers({ Cookie: `mcAccessToken=${CANARY}`, Connection: 'close' });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  headers.set('X-Correlation-Id', correlationId);
  const { status } = await fetch(`${url}/order-notes?query=${CANARY}`, { headers });
  return { status, line: JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
};

describe('createAuditTrail', () => {
  it('writes who was let in, with the key and the correlation ID', async () => {
    const token = tokenOf(good());
    const { status, line } = await call(token);
    expect(status).toBe(200);
    expect(lines).toHaveLength(1);
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number),
      name: 'audit',
      msg: 'verified',
      correlationId: 'mc/my-project/manager-1/abc',
      issuer: issuer.issuer,
      keyId: keyIdOf(token),
      projectKey: 'my-project',
      userId: 'manager-1',
    });
  });

  it('writes of a refused call its code and what is proved, nothing that the caller made up', async () => {
    const stranger = await createTestIssuer({ issuer: `http://localhost:9/${CANARY}` });
    const forged = { ...good(), userId: CANARY, permissions: [CANARY] };
    const genuine = tokenOf(forged);
    const refused: [string | undefined, string][] = [
      [undefined, 'missing_authorization'],
      [CANARY, 'malformed_token'],
      [tokenOf(forged, stranger), 'issuer_mismatch'],
      [tokenOf({ ...forged, url: `https://${CANARY}.example.com/order-notes` }), 'audience_mismatch'],
      [
        `${genuine.slice(0, genuine.lastIndexOf('.'))}.${Buffer.alloc(256, CANARY).toString('base64url')}`,
        'invalid_signature',
      ],
    ];
    for (const [token, code] of refused) {
      const { status, line } = await call(token, code);
      expect(status).toBe(401);
      expect(line).toMatchObject({ level: 40, msg: 'rejected', code, correlationId: code });
      const signature = token?.split('.').at(-1);
      if (token !== undefined) expect(lines.join('')).not.toContain(token);
      if (signature !== undefined) expect(lines.join('')).not.toContain(signature);
    }
    expect(lines).toHaveLength(refused.length);
    expect(lines.join('')).not.toContain(CANARY);
    expect(lines.join('')).not.toContain('Bearer');
  });

  it('writes who lacked a permission, beside that they were verified', async () => {
    const token = tokenOf({ ...good(), permissions: [] });
    const { status, line } = await call(token);
    expect(status).toBe(403);
    expect(lines).toHaveLength(2);
    expect(line).toMatchObject({
      level: 40,
      msg: 'rejected',
      code: 'insufficient_permissions',
      userId: 'manager-1',
      projectKey: 'my-project',
      keyId: keyIdOf(token),
    });
  });

  it('names the issuer and the key of a genuine token for another Project', async () => {
    const token = tokenOf({ ...good(), projectKey: 'someone-elses-project' });
    const { status, line } = await call(token);
    expect(status).toBe(403);
    expect(line).toMatchObject({
      code: 'project_not_allowed',
      issuer: issuer.issuer,
      keyId: keyIdOf(token),
    });
    expect(lines.join('')).not.toContain(token);
  });

  it('leaves out a correlation ID that is a text of its own', async () => {
    const { line } = await call(undefined, `a "quoted" text ${CANARY}`);
    expect(line).not.toHaveProperty('correlationId');
    expect(lines.join('')).not.toContain(CANARY);
  });
});

function keyIdOf(token: string): unknown {
  const [header = ''] = token.split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: unknown }).kid;
}
