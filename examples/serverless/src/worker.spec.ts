import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { badTokenCodes, badTokenKinds, createTestIssuer } from '@forward-to/testing';
import type { ServedKeys, TestIssuer } from '@forward-to/testing';
import worker from './worker.ts';

const url = 'https://notes.example.com/';
const good = { url, userId: 'u1', permissions: ['canManageOrderNotes'] };

let issuer: TestIssuer;
let keys: ServedKeys;
beforeAll(async () => {
  issuer = await createTestIssuer();
  // The worker takes its issuer from its environment, and fetches the keys.
  keys = await issuer.serve();
});
afterAll(() => keys.close());

const send = async (authorization: string, note: object = { orderNumber: '1001', text: 'Call first' }) => {
  const request = new Request(url, { method: 'POST', body: JSON.stringify(note), headers: { authorization } });
  const response = await worker.fetch(request, { PUBLIC_URL: url, ISSUER: issuer.issuer, PROJECTS: 'my-project' });
  return { status: response.status, body: await response.json() };
};

it('takes a note of a user who may manage notes', async () => {
  const { status, body } = await send(issuer.authorization(good));
  expect([status, body]).toEqual([201, expect.objectContaining({ createdBy: 'u1', projectKey: 'my-project' })]);
});

it('rejects an incomplete note, and a user who may only view', async () => {
  expect((await send(issuer.authorization(good), {})).status).toBe(400);
  const viewer = await send(issuer.authorization({ ...good, permissions: ['canViewOrderNotes'] }));
  expect([viewer.status, viewer.body.forwardToError.code]).toEqual([403, 'insufficient_permissions']);
});

it.each(badTokenKinds)('rejects a token of the kind "%s"', async (kind) => {
  const { body } = await send(`Bearer ${issuer.mintBad(kind, good)}`);
  expect(body.forwardToError.code).toBe(badTokenCodes[kind]);
});
